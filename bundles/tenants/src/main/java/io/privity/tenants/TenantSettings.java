// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.encryption.Keyring;
import io.privity.api.problem.Kind;
import io.privity.api.tenants.TenantException;
import io.privity.api.tenants.Tenants.Settings;
import io.privity.api.tenants.Tenants.Versioned;
import io.privity.tenants.export.AgeRecipient;
import io.privity.tenants.store.Rows;
import io.privity.tenants.store.TenantRow;
import io.privity.tenants.store.TenantStore;
import java.time.Clock;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the tenant's side says of its tenant: its settings, its end, its export. */
@Component(service = TenantSettings.class)
public final class TenantSettings {
  private static final String CATEGORY = "tenant";

  private final TenantStore store;
  private final Keyring keyring;
  private final AuditLog audit;
  private final Clock clock;

  @Activate
  public TenantSettings(
      @Reference TenantStore store, @Reference Keyring keyring, @Reference AuditLog audit) {
    this(store, keyring, audit, Clock.systemUTC());
  }

  TenantSettings(TenantStore store, Keyring keyring, AuditLog audit, Clock clock) {
    this.store = store;
    this.keyring = keyring;
    this.audit = audit;
    this.clock = clock;
  }

  /** A new tenant's row, not yet stored. */
  TenantRow create(UUID tenant, String agreement, long now) {
    TenantRow row = new TenantRow();
    row.tenant = tenant.toString();
    row.leaf = keyring.newSubject(tenant);
    row.version = 1;
    row.created = now;
    row.agreement = agreement;
    row.settings = keyring.seal(tenant, SealedSettings.name(row), SealedSettings.none().json());
    return row;
  }

  Versioned<Settings> read(Caller caller) {
    String operation = "tenants.settings-read";
    Sides.requireTenant(audit, caller, operation);
    Versioned<Settings> settings = store.in(rows -> versioned(caller, row(rows, caller)));
    audit.recordRead(caller, AuditEvent.of(operation, caller.tenant().toString()));
    return settings;
  }

  Versioned<Settings> change(Caller caller, Settings settings, long version) {
    String operation = "tenants.settings-change";
    Sides.requireTenant(audit, caller, operation);
    SettingsRules.check(settings);
    try {
      return store.in(
          rows -> {
            TenantRow row = lock(rows, caller);
            if (row.version != version) {
              throw Refusals.stale();
            }
            SealedSettings changed = SealedSettings.of(settings);
            requireMay(caller, open(caller, row), changed);
            row.version++;
            seal(caller, row, changed);
            record(caller, operation, row);
            return versioned(caller, row);
          });
    } catch (TenantException e) {
      if (e.kind() == Kind.FORBIDDEN) {
        audit.recordRefusal(caller, AuditEvent.refused(operation, e.code()));
      }
      throw e;
    }
  }

  /** Whether the users are named is about their own data: their employer alone says so. */
  private static void requireMay(Caller caller, SealedSettings is, SealedSettings becomes) {
    if (is.namesUsers() != becomes.namesUsers() && !caller.roles().contains(Role.OWNER)) {
      throw Refusals.forbidden("owner-only", "Only an owner says whether users are named.");
    }
  }

  Versioned<Settings> requestEnd(Caller caller) {
    return change(
        caller,
        "tenants.end-request",
        (row, now) -> {
          if (row.endRequested != null) {
            throw Refusals.conflict("end-requested", "The end is requested already.");
          }
          row.endRequested = now;
        });
  }

  Versioned<Settings> withdrawEnd(Caller caller) {
    return change(
        caller,
        "tenants.end-withdraw",
        (row, now) -> {
          if (row.endRequested == null) {
            throw Refusals.conflict("end-not-requested", "The end is not requested.");
          }
          row.endRequested = null;
        });
  }

  void requestExport(Caller caller, String publicKey) {
    String operation = "tenants.export-request";
    Sides.requireTenant(audit, caller, operation);
    byte[] key = AgeRecipient.keyOf(publicKey);
    if (key == null) {
      throw Refusals.invalid(
          "publicKey", "publicKey is an X25519 key: an age recipient, or 32 bytes in base64.");
    }
    change(
        caller,
        operation,
        (row, now) -> {
          row.exportKey = key;
          row.exportUser = caller.principal();
          row.exportRequested = now;
        });
  }

  private Versioned<Settings> change(
      Caller caller, String operation, BiConsumer<TenantRow, Long> change) {
    Sides.requireTenant(audit, caller, operation);
    return store.in(
        rows -> {
          TenantRow row = lock(rows, caller);
          SealedSettings settings = open(caller, row);
          change.accept(row, clock.millis());
          row.version++;
          seal(caller, row, settings);
          record(caller, operation, row);
          return versioned(caller, row);
        });
  }

  Versioned<Settings> versioned(Caller caller, TenantRow row) {
    return new Versioned<>(open(caller, row).with(row), row.version);
  }

  private SealedSettings open(Caller caller, TenantRow row) {
    return SealedSettings.of(keyring.open(caller, SealedSettings.name(row), row.settings));
  }

  private void seal(Caller caller, TenantRow row, SealedSettings settings) {
    row.settings = keyring.seal(caller, SealedSettings.name(row), settings.json());
  }

  private void record(Caller caller, String operation, TenantRow row) {
    audit.record(caller, AuditEvent.of(operation, row.tenant, row.leaf, CATEGORY));
  }

  private static TenantRow row(Rows rows, Caller caller) {
    return rows.tenant(caller.tenant()).orElseThrow(() -> Refusals.noSuch("tenant"));
  }

  private static TenantRow lock(Rows rows, Caller caller) {
    return rows.lockTenant(caller.tenant()).orElseThrow(() -> Refusals.noSuch("tenant"));
  }
}
