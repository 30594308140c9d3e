// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contacts;
import io.privity.api.tenants.TenantException;
import io.privity.tenants.export.AgeOutputStream;
import io.privity.tenants.store.TenantRow;
import io.privity.tenants.store.TenantStore;
import io.privity.tenants.store.UserRow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The export that an owner asked the operator for: JSON lines (the tenant, its users, its
 * contacts), sealed to the owner's key. The operator hands on what the operator can't read. One
 * request is good for one export, within 30 days.
 */
@Component(service = TenantExport.class)
public final class TenantExport {
  private static final String OPERATION = "tenants.export";
  private static final Duration GOOD_FOR = Duration.ofDays(30);

  private final TenantStore store;
  private final AuditLog audit;
  private final Accounts accounts;
  private final TenantRecords records;
  private final ExportSources sources;
  private final Clock clock;

  /** A request as it stands: who asked, and whom it is sealed to. */
  private record Request(Caller owner, byte[] key, TenantRow tenant, List<UserRow> users) {}

  @Activate
  public TenantExport(
      @Reference TenantStore store,
      @Reference AuditLog audit,
      @Reference Accounts accounts,
      @Reference TenantRecords records,
      @Reference ExportSources sources) {
    this(store, audit, accounts, records, sources, Clock.systemUTC());
  }

  TenantExport(
      TenantStore store,
      AuditLog audit,
      Accounts accounts,
      TenantRecords records,
      ExportSources sources,
      Clock clock) {
    this.store = store;
    this.audit = audit;
    this.accounts = accounts;
    this.records = records;
    this.sources = sources;
    this.clock = clock;
  }

  void export(Caller operator, String tenant, OutputStream out) throws IOException {
    Sides.requireOperator(audit, operator, OPERATION);
    UUID id = OperatorDesk.id(tenant);
    Request request;
    Contacts contacts;
    try {
      request = request(id);
      contacts = sources.contacts();
    } catch (TenantException e) {
      audit.recordRefusal(operator, AuditEvent.refused(OPERATION, e.code()));
      throw e;
    }
    try (OutputStream sealed = new AgeOutputStream(request.key(), out)) {
      line(sealed, records.tenant(request.owner(), request.tenant()));
      for (UserRow user : request.users()) {
        line(sealed, records.user(request.owner(), user));
      }
      audit.recordRead(request.owner(), Events.users(OPERATION, request.users()));
      contacts.export(request.owner(), OPERATION, contact -> line(sealed, contact));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    store.in(
        rows -> {
          rows.lockTenant(id)
              .ifPresent(
                  row -> {
                    row.exportKey = null;
                    row.exportUser = null;
                    row.exportRequested = null;
                  });
          audit.record(operator, Events.tenant(OPERATION, id));
          return null;
        });
  }

  private Request request(UUID id) {
    return store.in(
        rows -> {
          TenantRow row = rows.tenant(id).orElseThrow(() -> Refusals.noSuch("tenant"));
          boolean asked =
              row.exportKey != null
                  && clock
                      .instant()
                      .isBefore(Instant.ofEpochMilli(row.exportRequested).plus(GOOD_FOR));
          UserRow owner =
              asked
                  ? rows.user(id, row.exportUser)
                      .filter(user -> user.isOwner() && !accounts.isErased(user))
                      .orElse(null)
                  : null;
          if (owner == null) {
            throw Refusals.conflict(
                "export-not-requested", "The tenant's owner did not ask for an export.");
          }
          List<UserRow> users =
              rows.users(id).stream().filter(user -> !accounts.isErased(user)).toList();
          return new Request(Events.caller(owner, "export-request", ""), row.exportKey, row, users);
        });
  }

  private static void line(OutputStream out, byte[] json) {
    try {
      out.write(json);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
