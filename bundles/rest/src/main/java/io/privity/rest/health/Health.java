// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.health;

import io.privity.api.encryption.SealState;
import io.privity.api.gate.PersonalDataGate;
import io.privity.api.tenants.Authenticator;
import io.privity.rest.http.Gate;
import io.privity.rest.jaxrs.Publication;
import io.privity.rest.problem.Problem;
import io.privity.rest.problem.Refusals;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** How the server is, and so whether it serves. */
@Component(service = {Health.class, Gate.class})
public final class Health implements Gate {

  /** How the server is, from best to worst. */
  public enum Status {
    UP,
    /** Serves, but a check is not content. */
    DEGRADED,
    STARTING,
    /** The root key is not given. */
    SEALED,
    /** The store can't be trusted: it is older than its anchors, or not encrypted. */
    QUARANTINED;

    public boolean serves() {
      return this == UP || this == DEGRADED;
    }
  }

  /** The whole state. */
  public record Report(Status status, List<Checks.Check> checks) {}

  /** Paths that are served in every state. */
  public static final String HEALTH = "/api/v1/health";

  public static final String OPENAPI = "/api/openapi.json";
  public static final String SECURITY = "/.well-known/security.txt";
  public static final String METRICS = "/metrics";

  /** A warning is advice to the operator: the server does all that it should. */
  private static final Set<String> WELL = Set.of("ok", "warn");

  /** What a check says of a part that is still on its way. */
  private static final String COMING = "temporarily-unavailable";

  private static final Set<String> OPEN = Set.of(HEALTH, OPENAPI, SECURITY, METRICS);

  private static final long KEPT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private record Seal(boolean sealed, long at) {}

  private final Services services;
  private final Checks checks;
  private final Runnable listening;
  private volatile Seal seal;

  /** Whether every part was there once: what is missing later is a disturbance, not a start. */
  private volatile boolean started;

  @Activate
  public Health(@Reference Services services, @Reference Checks checks) {
    this.services = services;
    this.checks = checks;
    this.listening = services.onChange(() -> seal = null);
  }

  @Deactivate
  public void close() {
    listening.run();
  }

  public Report report() {
    List<Checks.Check> said = checks.run();
    return new Report(status(said), said);
  }

  private Status status(List<Checks.Check> said) {
    if (isSealed()) {
      return Status.SEALED;
    }
    if (isComplete() && (started || !says(said, COMING))) {
      started = true;
      return said.stream().allMatch(check -> WELL.contains(check.status()))
          ? Status.UP
          : Status.DEGRADED;
    }
    // a service that refuses to appear says why in its check
    return says(said, "critical") ? Status.QUARANTINED : Status.STARTING;
  }

  private static boolean says(List<Checks.Check> said, String status) {
    return said.stream().anyMatch(check -> check.status().equals(status));
  }

  /** Asked on every request, and costs the keyring a look at the disk: so it is kept a moment. */
  private boolean isSealed() {
    Seal known = seal;
    long now = System.nanoTime();
    if (known == null || now - known.at() > KEPT_NANOS) {
      known =
          new Seal(
              services
                  .sealState()
                  .map(SealState::status)
                  .map(SealState.Status::sealed)
                  .orElse(false),
              now);
      seal = known;
    }
    return known.sealed();
  }

  /** True when everything is there that each request needs. */
  private boolean isComplete() {
    return services.sealState().isPresent()
        && services.authenticator().isPresent()
        && services.auditLog().isPresent()
        && services.gate().isPresent();
  }

  @Override
  public Problem closedTo(String path) {
    boolean sealed = isSealed();
    if (isComplete() && !sealed || OPEN.contains(path)) {
      return null;
    }
    if (sealed) {
      return Refusals.SEALED;
    }
    return report().status() == Status.QUARANTINED ? Refusals.QUARANTINED : Refusals.STARTING;
  }

  @Override
  public Problem closedTo(Publication publication) {
    if (publication.isOwn()) {
      return null;
    }
    PersonalDataGate gate = services.gate().orElse(null);
    return gate == null
        ? Refusals.STARTING
        : gate.closed(publication.bundle()).map(Refusals::of).orElse(null);
  }

  @Override
  public boolean isOpen(String path) {
    return OPEN.contains(path);
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return services.authenticator();
  }
}
