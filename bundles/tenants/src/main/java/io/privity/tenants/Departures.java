// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.audit.Outcome;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.Keyring;
import io.privity.api.privacy.RetentionSetting;
import io.privity.api.tenants.TenantException;
import io.privity.tenants.store.DepartedRow;
import io.privity.tenants.store.TenantStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * What is left of tenants that are gone: the certificate of the destruction and, under the
 * operator's key, the owner's address, for the period that the certificate names.
 */
@Component(
    service = Departures.class,
    configurationPid = "io.privity.tenants",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class Departures {
  private static final Caller SCHEDULE = Caller.operator("schedule");

  private final TenantStore store;
  private final Keyring keyring;
  private final AuditLog audit;
  private final Period kept;
  private final Clock clock;

  @Activate
  public Departures(
      TenantsConfig config,
      @Reference TenantStore store,
      @Reference Keyring keyring,
      @Reference AuditLog audit) {
    this(store, keyring, audit, period(config.departed_retention()), Clock.systemUTC());
  }

  Departures(TenantStore store, Keyring keyring, AuditLog audit, Period kept, Clock clock) {
    this.store = store;
    this.keyring = keyring;
    this.audit = audit;
    this.kept = kept;
    this.clock = clock;
  }

  /**
   * @throws IllegalArgumentException when it is no period from a day to 1000 years
   */
  public static Period period(String text) {
    return RetentionSetting.parse("io.privity.tenants: departed.retention", text, "P1Y");
  }

  /** How long certificate and address are kept. */
  public Period retention() {
    return kept;
  }

  Instant keptUntil(Instant destroyed) {
    return destroyed.atZone(ZoneOffset.UTC).plus(kept).toInstant();
  }

  byte[] seal(UUID tenant, String email) {
    return keyring.sealForOperator(purpose(tenant), email.getBytes(StandardCharsets.UTF_8));
  }

  String certificate(Caller operator, String tenant) {
    return read(operator, "tenants.certificate", tenant, row -> row.certificate);
  }

  String contact(Caller operator, String tenant) {
    return read(operator, "tenants.departed-contact", tenant, this::contact);
  }

  private String contact(DepartedRow row) {
    if (row.contact == null) {
      throw Refusals.noSuch("contact");
    }
    byte[] email = keyring.openForOperator(purpose(UUID.fromString(row.tenant)), row.contact);
    return new String(email, StandardCharsets.UTF_8);
  }

  private String read(
      Caller operator, String operation, String tenant, Function<DepartedRow, String> what) {
    Sides.requireOperator(audit, operator, operation);
    UUID id = OperatorDesk.id(tenant);
    try {
      String read =
          what.apply(
              store
                  .in(rows -> rows.departed(id))
                  .filter(row -> row.certificate != null && row.keptUntil > clock.millis())
                  .orElseThrow(() -> Refusals.noSuch("certificate")));
      audit.recordRead(operator, Events.tenant(operation, id));
      return read;
    } catch (TenantException e) {
      audit.recordRefusal(operator, AuditEvent.refused(operation, e.code()));
      throw e;
    }
  }

  /** Drops what was kept long enough. */
  void dropPast() {
    store.in(
        rows -> {
          List<DepartedRow> past = rows.departedUntil(clock.millis());
          past.forEach(rows::remove);
          if (!past.isEmpty()) {
            audit.record(
                SCHEDULE,
                new AuditEvent(
                    "tenants.departed-drop",
                    Outcome.OK,
                    past.stream().map(row -> row.tenant).toList(),
                    new long[0],
                    List.of(),
                    "",
                    ""));
          }
          return null;
        });
  }

  private static String purpose(UUID tenant) {
    return "tenants-departed/" + tenant;
  }
}
