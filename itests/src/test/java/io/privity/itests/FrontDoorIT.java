// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** The front door: what it lets in, and what it says to the rest. */
public class FrontDoorIT {
  private static final String METRICS_TOKEN = "the-operators-metrics-token";

  private static Distribution server;
  private static Tenant tenant;

  @BeforeClass
  public static void start() throws IOException {
    Path token = Files.createTempFile("privity", "metrics");
    Files.writeString(token, METRICS_TOKEN);
    server =
        new Distribution("front-door").with("PRIVITY_METRICS_TOKEN_FILE", token.toString()).start();
    Files.delete(token);
    tenant = Tenant.signUp(server.api(), "door@example.com");
  }

  @AfterClass
  public static void stop() {
    server.close();
  }

  @Test
  public void badInputIsNamedAndNothingIsStored() {
    Api api = tenant.api();
    problem(api.post("/contacts", "{\"name\":{\"full\":\"X\"},\"surprise\":1}"), 400, "surprise");
    problem(api.post("/contacts", "{\"name\":{\"full\":[]}}"), 400, "full");
    problem(api.post("/contacts", "{\"name\":"), 400, "malformed-json");
    problem(api.post("/contacts", "{\"custom\":" + "{\"a\":".repeat(5000)), 400, "too-deep");
    api.post("/contacts", "{\"notes\":\"" + "x".repeat(2_000_000) + "\"}").expect(413);
    problem(api.post("/contacts", Map.of()), 400, "code");
    assertEquals(0, api.get("/contacts").expect(200).json().path("items").size());
  }

  @Test
  public void anUnknownParameterIsNamedOnEveryOperation() {
    JsonNode paths = server.api().get("/api/openapi.json").expect(200).json().path("paths");
    int asked = 0;
    for (Iterator<String> names = paths.fieldNames(); names.hasNext(); ) {
      String path = names.next();
      String concrete = path.replaceAll("\\{[^}]+}", "x");
      for (Iterator<String> methods = paths.path(path).fieldNames(); methods.hasNext(); ) {
        String method = methods.next().toUpperCase(Locale.ROOT);
        String type = mediaType(paths.path(path).path(method.toLowerCase(Locale.ROOT)));
        byte[] body = type == null ? null : "{}".getBytes(StandardCharsets.UTF_8);
        Api.Answer answer = tenant.api().send(method, concrete + "?surprise=1", type, body);
        problem(answer, 400, "\"parameter\":\"surprise\"");
        asked++;
      }
    }
    assertTrue("operations asked: " + asked, asked >= 30);
    Api.Answer twice = tenant.api().get("/contacts?limit=1&limit=2");
    problem(twice, 400, "\"parameter\":\"limit\"");
  }

  /** What the operation takes; null for nothing. */
  private static String mediaType(JsonNode operation) {
    Iterator<String> types = operation.path("requestBody").path("content").fieldNames();
    return types.hasNext() ? types.next() : null;
  }

  @Test
  public void aMethodThatIsNotAllowedHearsWhichAre() {
    Api.Answer answer = tenant.api().put("/contacts", Map.of());
    problem(answer, 405, "method-not-allowed");
    assertEquals("GET, HEAD, POST", answer.header("Allow"));
    assertEquals(
        "GET, HEAD",
        server.api().send("OPTIONS", "/api/openapi.json", null, null).expect(405).header("Allow"));
  }

  @Test
  public void signUpTakesThreeThingsAndNoMore() {
    String agreement =
        server.api().get("/agreements/current").expect(200).json().path("version").asText();
    Api.Answer refused =
        server
            .api()
            .post(
                "/signup",
                Map.of(
                    "email",
                    "more@example.com",
                    "password",
                    Tenant.PASSWORD,
                    "agreement",
                    agreement,
                    "company",
                    "Curious Ltd"));
    problem(refused, 400, "company");
    problem(
        server
            .api()
            .post(
                "/signup",
                Map.of(
                    "email",
                    "DOOR@example.com",
                    "password",
                    Tenant.PASSWORD,
                    "agreement",
                    agreement)),
        409,
        "email-taken");
  }

  @Test
  public void withoutAValidCredentialTheAnswerIsAlwaysTheSame() {
    Api open = server.api();
    Api gone = Tenant.signIn(open, tenant.email(), tenant.password());
    gone.delete("/session").expect(204);
    byte[] none = open.get("/contacts").expect(401).bytes();
    for (Api api :
        List.of(
            gone,
            open.as("nonsense"),
            open.with("Authorization", "Basic eDp5"),
            open.as("pvs_a_b_c"))) {
      assertArrayEquals(none, api.get("/contacts").expect(401).bytes());
    }
  }

  @Test
  public void aRevokedTokenIsRefusedAtOnce() {
    Api reader = tenant.token("reader");
    reader.get("/contacts").expect(200);
    for (var token : tenant.api().get("/tokens").expect(200).json().path("items")) {
      tenant.api().delete("/tokens/" + token.path("id").asText()).expect(204);
    }
    reader.get("/contacts").expect(401);
  }

  @Test
  public void onlyStrongCiphersAreSpoken() throws Exception {
    assertTrue(handshake("TLSv1.3", "TLS_AES_256_GCM_SHA384"));
    assertTrue(handshake("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"));
    assertFalse(handshake("TLSv1.3", "TLS_AES_128_GCM_SHA256"));
    assertFalse(handshake("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"));
  }

  @Test
  public void chunkedBodiesAreRefusedAndTheConnectionEnds() throws Exception {
    String answer =
        raw(
            "POST /api/v1/contacts HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "0\r\n\r\nGET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertTrue(answer, answer.startsWith("HTTP/1.1 411"));
    assertEquals(answer, 1, answer.split("HTTP/1\\.1 ", -1).length - 1);
  }

  @Test
  public void theServerSaysLittleOfItself() {
    Api.Answer health = server.api().get("/health").expect(200);
    assertNull(health.header("Server"));
    assertNull(health.header("Set-Cookie"));
    assertEquals("nosniff", health.header("X-Content-Type-Options"));
    for (String path : List.of("/api/v1/none", "/api/v1/contacts/../../x", "/api/v1/%00")) {
      String text = server.api().as("x").get(path).text();
      assertFalse(text, text.contains("Exception") || text.contains("jetty"));
    }
  }

  @Test
  public void theOperatorAloneReadsTheMetrics() {
    server.api().get("/metrics").expect(401);
    tenant.api().get("/metrics").expect(401);
    tenant.api().get("/contacts").expect(200);
    Api.Answer metrics = server.api().as(METRICS_TOKEN).get("/metrics").expect(200);
    server.api().as(METRICS_TOKEN).get("/contacts").expect(401);
    assertTrue(metrics.header("Content-Type").startsWith("text/plain; version=0.0.4"));
    for (String line :
        List.of(
            "privity_request_duration_seconds_count{operation=\"signup.",
            "privity_health_check{check=\"audit\"} 0.0",
            "jvm_gc_collection_seconds_count{",
            "jvm_memory_used_bytes{area=\"heap\"}",
            "jvm_threads_current ",
            "process_cpu_seconds_total ")) {
      assertTrue(line + metrics.text(), metrics.text().contains('\n' + line));
    }
    assertFalse(metrics.text(), metrics.text().contains(tenant.id()));
  }

  @Test
  public void nothingElseListens() throws IOException {
    Path proc = Path.of("/proc/" + server.pid() + "/net");
    org.junit.Assume.assumeTrue(Files.exists(proc));
    List<Integer> ports = Listening.of(server.pid());
    ports.removeAll(List.of(server.httpsPort(), server.sshPort()));
    assertEquals(List.of(), ports);
  }

  private static void problem(Api.Answer answer, int status, String names) {
    answer.expect(status);
    assertEquals("application/problem+json", answer.header("Content-Type").split(";")[0]);
    assertTrue(answer.text(), answer.text().contains(names));
  }

  private static boolean handshake(String protocol, String suite) throws Exception {
    try (SSLSocket socket = connect()) {
      if (!Arrays.asList(socket.getSupportedCipherSuites()).contains(suite)) {
        throw new AssertionError("this JDK does not know " + suite);
      }
      socket.setEnabledProtocols(new String[] {protocol});
      socket.setEnabledCipherSuites(new String[] {suite});
      socket.startHandshake();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String raw(String request) throws Exception {
    try (SSLSocket socket = connect()) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static SSLSocket connect()
      throws IOException, NoSuchAlgorithmException, KeyManagementException {
    X509TrustManager anyone =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {}

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {anyone}, null);
    return (SSLSocket) tls.getSocketFactory().createSocket("localhost", server.httpsPort());
  }
}
