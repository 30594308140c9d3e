// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.audit.Outcome;
import io.privity.api.caller.Caller;
import io.privity.api.tenants.TenantException;
import io.privity.api.tenants.Tenants.Summary;
import io.privity.tenants.store.InviteRow;
import io.privity.tenants.store.Rows;
import io.privity.tenants.store.TenantRow;
import io.privity.tenants.store.TenantStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the operator may do with tenants, without seeing anything of theirs. */
@Component(service = OperatorDesk.class)
public final class OperatorDesk {
  static final Duration GRACE = Duration.ofDays(30);
  private static final Duration INVITE_LENGTH = Duration.ofDays(7);
  private static final String INVITE_PREFIX = "pvi_";

  private final TenantStore store;
  private final AuditLog audit;
  private final Sessions sessions;
  private final Clock clock;

  @Activate
  public OperatorDesk(
      @Reference TenantStore store, @Reference AuditLog audit, @Reference Sessions sessions) {
    this(store, audit, sessions, Clock.systemUTC());
  }

  OperatorDesk(TenantStore store, AuditLog audit, Sessions sessions, Clock clock) {
    this.store = store;
    this.audit = audit;
    this.sessions = sessions;
    this.clock = clock;
  }

  List<Summary> list(Caller operator) {
    String operation = "tenants.list";
    Sides.requireOperator(audit, operator, operation);
    List<Summary> tenants =
        store.in(
            rows -> {
              Map<String, Integer> users = rows.userCounts();
              return rows.tenants().stream()
                  .map(row -> summary(row, users.getOrDefault(row.tenant, 0)))
                  .toList();
            });
    AuditEvent event =
        new AuditEvent(
            operation,
            Outcome.OK,
            List.of(),
            new long[0],
            List.of(),
            "",
            Integer.toString(tenants.size()));
    audit.recordRead(operator, event);
    return tenants;
  }

  Summary show(Caller operator, String tenant) {
    String operation = "tenants.show";
    Sides.requireOperator(audit, operator, operation);
    UUID id = id(tenant);
    Summary summary =
        store.in(
            rows ->
                summary(
                    rows.tenant(id).orElseThrow(() -> Refusals.noSuch("tenant")),
                    rows.users(id).size()));
    audit.recordRead(operator, Events.tenant(operation, id));
    return summary;
  }

  void suspend(Caller operator, String tenant) {
    change(
        operator,
        "tenants.suspend",
        tenant,
        (rows, row) -> row.suspended = row.isSuspended() ? row.suspended : clock.millis());
  }

  void resume(Caller operator, String tenant) {
    change(
        operator,
        "tenants.resume",
        tenant,
        (rows, row) -> {
          if (rows.departed(UUID.fromString(row.tenant)).isPresent()) {
            throw Refusals.conflict("destroy-begun", "The destruction of the tenant has begun.");
          }
          row.suspended = null;
        });
  }

  String invite(Caller operator) {
    String operation = "tenants.invite";
    Sides.requireOperator(audit, operator, operation);
    String code = INVITE_PREFIX + Secret.next();
    return store.in(
        rows -> {
          long now = clock.millis();
          rows.removeExpiredInvites(now);
          rows.add(new InviteRow(Secret.hash(code), now + INVITE_LENGTH.toMillis()));
          audit.record(operator, AuditEvent.of(operation, "invite"));
          return code;
        });
  }

  /** Changes a tenant; the operator's log says so, and the tenant's own. */
  private void change(
      Caller operator, String operation, String tenant, BiConsumer<Rows, TenantRow> change) {
    Sides.requireOperator(audit, operator, operation);
    UUID id = id(tenant);
    try {
      store.in(
          rows -> {
            TenantRow row = rows.lockTenant(id).orElseThrow(() -> Refusals.noSuch("tenant"));
            sessions.revoked(id);
            change.accept(rows, row);
            audit.record(operator, Events.tenant(operation, id));
            audit.record(towards(operator, id), Events.tenant(operation, id));
            return null;
          });
    } catch (TenantException e) {
      audit.recordRefusal(operator, AuditEvent.refused(operation, e.code()));
      throw e;
    }
  }

  /** The operator as a tenant's log names it: as the operator, whoever of the staff it was. */
  static Caller towards(Caller operator, UUID tenant) {
    return new Caller(
        tenant, "operator", -1, "operator", Set.of(), operator.purpose(), operator.address());
  }

  private static Summary summary(TenantRow row, int users) {
    return new Summary(
        row.tenant,
        row.state(),
        Instant.ofEpochMilli(row.created),
        users,
        row.agreement,
        row.endRequested == null ? null : destroyableAt(row));
  }

  static Instant destroyableAt(TenantRow row) {
    return Instant.ofEpochMilli(row.endRequested).plus(GRACE);
  }

  static UUID id(String tenant) {
    try {
      return UUID.fromString(tenant);
    } catch (IllegalArgumentException e) {
      throw Refusals.noSuch("tenant");
    }
  }
}
