// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.encryption.SealState;
import io.privity.api.gate.Finding;
import io.privity.api.gate.PersonalDataGate;
import io.privity.api.tenants.Authenticator;
import io.privity.rest.health.Checks;
import io.privity.rest.health.Health;
import io.privity.rest.health.HealthResource;
import io.privity.rest.health.Services;
import io.privity.rest.jaxrs.JaxRs;
import io.privity.rest.jaxrs.Publisher;
import io.privity.rest.jaxrs.Replaying;
import io.privity.rest.json.StrictJson;
import io.privity.rest.metrics.Metrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import org.junit.rules.ExternalResource;

/** A whole server on a free loopback port, with doubles for what other bundles do. */
public final class TestDoor extends ExternalResource {
  static {
    System.setProperty("jdk.internal.httpclient.disableHostnameVerification", "true");
  }

  public static final UUID TENANT = new UUID(1, 1);

  public final Services services = new Services();
  public final Checks checks = new Checks();
  public final Health health = new Health(services, checks);
  public final List<AuditEvent> refusals = new CopyOnWriteArrayList<>();
  public final Map<String, Finding> closed = new ConcurrentHashMap<>();
  public final Map<String, Caller> tokens = new ConcurrentHashMap<>();
  private final Map<String, Object> settings;
  public Publisher publisher;
  private Door door;
  public final HttpClient client =
      HttpClient.newBuilder()
          .sslContext(TestKeys.trusting())
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private Replaying replaying = (request, answer, operation) -> operation.run();

  public TestDoor() {
    this(Map.of());
  }

  public TestDoor(Map<String, Object> settings) {
    this.settings = settings;
  }

  public TestDoor replaying(Replaying answers) {
    replaying = answers;
    return this;
  }

  @Override
  protected void before() {
    for (Role role : Role.values()) {
      tokens.put(role.text(), caller(role));
    }
    StrictJson json = new StrictJson();
    publisher = new Publisher(new JaxRs(json, services::auditLog, replaying));
    publisher.publish(new HealthResource(health), HealthResource.PATH);
    DoorConfig config = config(settings);
    Metrics metrics = new Metrics(health);
    door =
        new Door(
            config,
            TestKeys.KEYS,
            TestKeys.PASSWORD.clone(),
            new FrontDoor(
                config,
                health,
                new SignIn(config),
                publisher,
                HttpsListener.pages(config, publisher, metrics),
                metrics));
  }

  /** Gives the server what it needs to be up. */
  public TestDoor up() {
    services.bindSealState(seal(false));
    services.bindAuthenticator(authenticator());
    services.bindAuditLog(auditLog());
    services.bindGate(gate());
    return this;
  }

  @Override
  protected void after() {
    door.close();
    publisher.close();
    checks.close();
  }

  static Caller caller(Role role) {
    return new Caller(
        TENANT, "user-" + role.text(), 7, "credential", Set.of(role), Caller.UNASSIGNED, "");
  }

  public Authenticator authenticator() {
    return (token, purpose, address) -> Optional.ofNullable(tokens.get(token));
  }

  public AuditLog auditLog() {
    return (AuditLog)
        Proxy.newProxyInstance(
            AuditLog.class.getClassLoader(),
            new Class<?>[] {AuditLog.class},
            (proxy, method, args) -> {
              if (method.getName().equals("recordRefusal")) {
                refusals.add((AuditEvent) args[1]);
              }
              return null;
            });
  }

  /** Closed as {@link #closed} says. */
  public PersonalDataGate gate() {
    return new PersonalDataGate() {
      @Override
      public Optional<Finding> closed(String bundle) {
        return Optional.ofNullable(closed.get(bundle));
      }

      @Override
      public List<Finding> findings() {
        return List.copyOf(closed.values());
      }
    };
  }

  public static SealState seal(boolean sealed) {
    SealState.Status status =
        new SealState.Status(sealed, sealed ? "no passphrase" : "", false, 0, 1, Instant.EPOCH);
    return new SealState() {
      @Override
      public Status status() {
        return status;
      }

      @Override
      public void unseal(char[] passphrase) {
        throw new UnsupportedOperationException();
      }
    };
  }

  /** The configuration with its defaults, on a free port. */
  static DoorConfig config(Map<String, Object> settings) {
    return (DoorConfig)
        Proxy.newProxyInstance(
            DoorConfig.class.getClassLoader(),
            new Class<?>[] {DoorConfig.class},
            (proxy, method, args) -> {
              if (method.getDeclaringClass() == Annotation.class) {
                return DoorConfig.class;
              }
              Object set = settings.get(method.getName());
              return set != null
                  ? set
                  : method.getName().equals("port") ? 0 : method.getDefaultValue();
            });
  }

  public int port() {
    return door.port();
  }

  public HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port() + path));
  }

  public HttpRequest.Builder as(Role role, String path) {
    return to(path).header("Authorization", "Bearer " + role.text());
  }

  public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  public CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
    return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  public HttpResponse<String> get(String path) throws Exception {
    return send(as(Role.MEMBER, path));
  }

  public HttpResponse<String> post(String path, String json) throws Exception {
    return send(
        as(Role.MEMBER, path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  public SSLSocket socket() throws IOException {
    SSLSocket socket =
        (SSLSocket) TestKeys.trusting().getSocketFactory().createSocket("127.0.0.1", port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  /** Sends bytes as they are, and reads until the server closes the connection. */
  public String raw(String request) throws IOException {
    try (SSLSocket socket = socket()) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(StandardCharsets.UTF_8);
    }
  }
}
