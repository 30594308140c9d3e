// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import io.privity.api.encryption.ServerCertificate;
import io.privity.api.tenants.Tenants;
import io.privity.rest.health.Health;
import io.privity.rest.health.Services;
import io.privity.rest.jaxrs.PublishedResources;
import io.privity.rest.jaxrs.Publisher;
import io.privity.rest.metrics.Metrics;
import io.privity.rest.metrics.MetricsToken;
import io.privity.rest.openapi.ApiDocument;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens as soon as there is a certificate, sealed or not. */
@Component(
    service = {},
    immediate = true,
    configurationPid = "io.privity.rest",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DoorConfig.class)
public final class HttpsListener {
  private static final Logger LOG = LoggerFactory.getLogger(HttpsListener.class);

  private final Door door;
  private final AtomicReference<Tenants> tenants = new AtomicReference<>();
  private final Banner banner;
  private final List<Runnable> listening;
  private final ServiceRegistration<HealthCheck> check;

  @Activate
  public HttpsListener(
      @Reference ServerCertificate certificate,
      @Reference PublishedResources resources,
      @Reference Services services,
      @Reference Health health,
      @Reference Metrics metrics,
      BundleContext context,
      DoorConfig config) {
    FrontDoor front =
        new FrontDoor(
            config,
            health,
            new SignIn(config),
            resources.publisher(),
            pages(config, resources.publisher(), metrics),
            metrics);
    char[] password = certificate.password();
    try {
      door = new Door(config, certificate.keyStore(), password, front);
    } finally {
      Arrays.fill(password, '\0');
    }
    LOG.info("listening on {} port {}", config.bind(), door.port());
    banner = new Banner(config.bind(), door.port(), services, health, resources.publisher());
    listening =
        List.of(resources.publisher().onChange(this::announce), services.onChange(this::announce));
    announce();
    // not as a component: Health, on which this one stands, gathers all checks
    check =
        context.registerService(
            HealthCheck.class,
            () -> check(resources.publisher()),
            new Hashtable<>(Map.of(HealthCheck.NAME, "rest")));
  }

  static Map<String, Page> pages(DoorConfig config, Publisher publisher, Metrics metrics) {
    ApiDocument document = new ApiDocument(publisher);
    SecurityTxt contact = new SecurityTxt(config.security_contact());
    Map<String, Page> pages = new HashMap<>();
    pages.put(Health.OPENAPI, Page.open("openapi", document::answer));
    pages.put(Health.SECURITY, Page.open("security-txt", contact::answer));
    MetricsToken.of(config.metrics_token_file())
        .ifPresent(
            token ->
                pages.put(Health.METRICS, new Page("metrics", token::reader, metrics::answer)));
    return pages;
  }

  private static Result check(Publisher publisher) {
    List<String> refused = publisher.refused();
    return refused.isEmpty()
        ? new Result(Result.Status.OK, "All resources are published.")
        : new Result(Result.Status.WARN, "Not published: " + String.join(", ", refused));
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  public void bindTenants(Tenants service) {
    tenants.set(service);
    announce();
  }

  public void unbindTenants(Tenants service) {
    tenants.compareAndSet(service, null);
  }

  private void announce() {
    banner.show(tenants.get());
  }

  @Deactivate
  public void close() {
    check.unregister();
    listening.forEach(Runnable::run);
    door.close();
  }
}
