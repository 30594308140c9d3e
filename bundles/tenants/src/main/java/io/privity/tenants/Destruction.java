// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.Signer;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.privacy.Subject;
import io.privity.api.problem.Kind;
import io.privity.api.problem.ProblemException;
import io.privity.api.problem.Trace;
import io.privity.api.rights.Processing;
import io.privity.api.tenants.TenantException;
import io.privity.tenants.Certificate.Left;
import io.privity.tenants.store.DepartedRow;
import io.privity.tenants.store.Rows;
import io.privity.tenants.store.TenantRow;
import io.privity.tenants.store.TenantStore;
import io.privity.tenants.store.UserRow;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a tenant, in steps that a further call takes up again: it is shut and the owner's
 * address put aside; the keys are destroyed, and nothing is readable from then on; every bundle
 * drops its rows; the tenant's own row goes last, in the commit that keeps the certificate.
 */
@Component(service = Destruction.class)
public final class Destruction {
  private static final Logger LOG = LoggerFactory.getLogger(Destruction.class);
  private static final String OPERATION = "tenants.destroy";
  private static final String OWN = "io.privity.tenants";
  private static final Set<String> UNREADABLE =
      Set.of(
          EncryptionException.TENANT_DESTROYED,
          EncryptionException.SUBJECT_ERASED,
          EncryptionException.RECORD_DAMAGED);

  private final TenantStore store;
  private final Keyring keyring;
  private final Signer signer;
  private final AuditLog audit;
  private final Accounts accounts;
  private final Sessions sessions;
  private final Holders holders;
  private final Departures departures;
  private final Clock clock;

  @Activate
  public Destruction(
      @Reference TenantStore store,
      @Reference Keyring keyring,
      @Reference Signer signer,
      @Reference AuditLog audit,
      @Reference Accounts accounts,
      @Reference Sessions sessions,
      @Reference Holders holders,
      @Reference Departures departures) {
    this(store, keyring, signer, audit, accounts, sessions, holders, departures, Clock.systemUTC());
  }

  Destruction(
      TenantStore store,
      Keyring keyring,
      Signer signer,
      AuditLog audit,
      Accounts accounts,
      Sessions sessions,
      Holders holders,
      Departures departures,
      Clock clock) {
    this.store = store;
    this.keyring = keyring;
    this.signer = signer;
    this.audit = audit;
    this.accounts = accounts;
    this.sessions = sessions;
    this.holders = holders;
    this.departures = departures;
    this.clock = clock;
  }

  String destroy(Caller operator, String tenant) {
    Sides.requireOperator(audit, operator, OPERATION);
    UUID id = OperatorDesk.id(tenant);
    try {
      long leaf = begin(operator, id);
      keyring.destroyTenant(id);
      keysDestroyed(operator, id);
      SortedMap<String, PersonalDataHolder> present = holders.present();
      erase(id, present);
      return finish(operator, id, present.keySet(), remaining(id, leaf, present));
    } catch (ProblemException e) {
      audit.recordRefusal(operator, AuditEvent.refused(OPERATION, e.code()));
      throw e;
    }
  }

  /** Shuts the tenant, for good: from here on there is no way back. */
  private long begin(Caller operator, UUID id) {
    return store.in(
        rows -> {
          TenantRow row = locked(rows, id);
          if (rows.departed(id).isEmpty()) {
            requireDue(row);
            rows.add(new DepartedRow(row.tenant, contact(rows, id)));
            row.suspended = row.isSuspended() ? row.suspended : Long.valueOf(clock.millis());
            sessions.revoked(id);
            AuditEvent begun = Events.tenant("tenants.destroy-begin", id);
            audit.record(operator, begun);
            audit.record(OperatorDesk.towards(operator, id), begun);
          }
          return row.leaf;
        });
  }

  private void requireDue(TenantRow row) {
    if (row.endRequested == null) {
      throw Refusals.conflict("end-not-requested", "The tenant's owner did not ask for the end.");
    }
    Instant from = OperatorDesk.destroyableAt(row);
    if (clock.instant().isBefore(from)) {
      throw Refusals.conflict("too-early", "The tenant may be destroyed from " + from + ".");
    }
  }

  /** The address of the owner of longest standing; null when no key opens it any more. */
  private byte[] contact(Rows rows, UUID id) {
    UserRow owner =
        rows.users(id).stream()
            .filter(user -> user.isOwner() && user.isActive() && !accounts.isErased(user))
            .min(Comparator.comparing(user -> user.id))
            .orElse(null);
    try {
      return owner == null
          ? null
          : departures.seal(
              id, accounts.email(Events.caller(owner, "tenant-destruction", ""), owner));
    } catch (EncryptionException e) {
      if (UNREADABLE.contains(e.code())) {
        return null;
      }
      throw e;
    }
  }

  /** Nobody can sign in any more, so the users go at once; their addresses are free again. */
  private void keysDestroyed(Caller operator, UUID id) {
    store.in(
        rows -> {
          locked(rows, id);
          DepartedRow departed = rows.departed(id).orElseThrow();
          if (departed.destroyed == null) {
            departed.destroyed = clock.millis();
            rows.removeUsers(id);
            sessions.revoked(id);
            audit.record(operator, Events.tenant("tenants.keys-destroy", id));
          }
          return null;
        });
  }

  private void erase(UUID id, SortedMap<String, PersonalDataHolder> present) {
    List<String> left = new ArrayList<>(holders.missing(present.keySet()));
    present.forEach(
        (bundle, holder) -> {
          try {
            if (!bundle.equals(OWN)) {
              holder.eraseTenant(id);
            }
          } catch (RuntimeException e) {
            LOG.error("{} left rows of a tenant whose keys are destroyed{}", bundle, Trace.of(e));
            left.add(bundle);
          }
        });
    if (!left.isEmpty()) {
      throw new TenantException(
          Kind.UNAVAILABLE,
          "destroy-unfinished",
          "The keys are destroyed and nothing is readable. Rows are left in "
              + String.join(", ", left)
              + ": destroy the tenant again when these are there.",
          Map.of("bundles", left));
    }
  }

  private static List<Left> remaining(
      UUID id, long leaf, SortedMap<String, PersonalDataHolder> present) {
    Caller caller =
        new Caller(id, "tenants", -1, "tenant-destruction", Set.of(), Processing.RIGHTS, "");
    Subject tenant = new Subject(id, id.toString(), leaf, List.of());
    List<Left> remaining = new ArrayList<>();
    present.forEach(
        (bundle, holder) ->
            holder
                .remains(caller, tenant)
                .forEach(
                    kept ->
                        remaining.add(
                            new Left(
                                bundle,
                                kept.label(),
                                kept.why().ground().code(),
                                kept.why().reason(),
                                kept.why().until().toString()))));
    return remaining;
  }

  private String finish(Caller operator, UUID id, Set<String> erased, List<Left> remaining) {
    return store.in(
        rows -> {
          TenantRow row = locked(rows, id);
          DepartedRow departed = rows.departed(id).orElseThrow();
          Instant now = clock.instant();
          Instant until = departures.keptUntil(now);
          departed.keptUntil = until.toEpochMilli();
          departed.certificate =
              new Certificate(
                      row.tenant,
                      row.agreement,
                      time(row.endRequested),
                      time(row.exported),
                      time(departed.destroyed),
                      List.copyOf(erased),
                      remaining,
                      now.toString(),
                      departed.contact == null ? null : until.toString())
                  .signed(signer);
          rows.removeTenant(row);
          audit.record(operator, Events.tenant(OPERATION, id));
          return departed.certificate;
        });
  }

  private static TenantRow locked(Rows rows, UUID id) {
    return rows.lockTenant(id).orElseThrow(() -> Refusals.noSuch("tenant"));
  }

  private static String time(Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis).toString();
  }
}
