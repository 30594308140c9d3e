// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.audit.Outcome;
import io.privity.api.caller.Caller;
import io.privity.api.privacy.Declaration.Personal;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.problem.Kind;
import io.privity.api.rights.Processing;
import io.privity.api.tenants.TenantException;
import io.privity.tenants.export.AgeOutputStream;
import io.privity.tenants.store.TenantRow;
import io.privity.tenants.store.TenantStore;
import io.privity.tenants.store.UserRow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The export that an owner asked the operator for (Art. 28(3)(g)): all that every bundle keeps of
 * the tenant, as JSON lines that say whose each is, sealed to the owner's key. The operator hands
 * on what the operator can't read. One request is good for one export, within 30 days.
 */
@Component(service = TenantExport.class)
public final class TenantExport {
  private static final String OPERATION = "tenants.export";
  private static final Duration GOOD_FOR = Duration.ofDays(30);

  private final TenantStore store;
  private final AuditLog audit;
  private final Accounts accounts;
  private final Holders holders;
  private final Clock clock;

  /** A request as it stands: who asked, whom it is sealed to, and the leaves of all users. */
  private record Request(Caller owner, byte[] key, long[] users) {}

  @Activate
  public TenantExport(
      @Reference TenantStore store,
      @Reference AuditLog audit,
      @Reference Accounts accounts,
      @Reference Holders holders) {
    this(store, audit, accounts, holders, Clock.systemUTC());
  }

  TenantExport(TenantStore store, AuditLog audit, Accounts accounts, Holders holders, Clock clock) {
    this.store = store;
    this.audit = audit;
    this.accounts = accounts;
    this.holders = holders;
    this.clock = clock;
  }

  void export(Caller operator, String tenant, OutputStream out) throws IOException {
    Sides.requireOperator(audit, operator, OPERATION);
    UUID id = OperatorDesk.id(tenant);
    Request request;
    SortedMap<String, PersonalDataHolder> sources = holders.present();
    try {
      request = request(id);
      requireWhole(sources);
    } catch (TenantException e) {
      audit.recordRefusal(operator, AuditEvent.refused(OPERATION, e.code()));
      throw e;
    }
    audit.recordRead(request.owner(), everything(request, sources.values()));
    try (OutputStream sealed = new AgeOutputStream(request.key(), out)) {
      sources.forEach(
          (bundle, holder) ->
              holder.exportTenant(request.owner(), json -> line(sealed, bundle, json)));
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
                    row.exported = clock.millis();
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
          long[] users =
              rows.users(id).stream()
                  .filter(user -> !accounts.isErased(user))
                  .mapToLong(user -> user.leaf)
                  .toArray();
          return new Request(asked(owner), row.exportKey, users);
        });
  }

  /**
   * The owner, by the request: for the work on rights, from which no restricted subject is left
   * out.
   */
  private static Caller asked(UserRow owner) {
    return new Caller(
        owner.tenantId(),
        owner.id,
        owner.leaf,
        "export-request",
        owner.roles(),
        Processing.RIGHTS,
        "");
  }

  /** Without what one of them keeps it would not be the whole. */
  private void requireWhole(SortedMap<String, PersonalDataHolder> sources) {
    List<String> missing = holders.missing(sources.keySet());
    if (!missing.isEmpty()) {
      throw new TenantException(
          Kind.UNAVAILABLE,
          "export-unavailable",
          "Bundles that keep data are not there to be exported: " + String.join(", ", missing),
          Map.of("bundles", missing));
    }
  }

  private AuditEvent everything(Request request, Collection<PersonalDataHolder> sources) {
    LongStream.Builder leaves = LongStream.builder();
    holders.forEachSubject(request.owner(), subject -> leaves.add(subject.leaf()));
    List<String> categories =
        sources.stream()
            .flatMap(holder -> holder.describe().tables().stream())
            .flatMap(table -> table.columns().stream())
            .filter(Personal.class::isInstance)
            .map(column -> ((Personal) column).category())
            .distinct()
            .sorted()
            .toList();
    return new AuditEvent(
        OPERATION,
        Outcome.OK,
        List.of(request.owner().tenant().toString()),
        LongStream.concat(LongStream.of(request.users()), leaves.build()).toArray(),
        categories,
        "",
        "");
  }

  private static void line(OutputStream out, String bundle, byte[] json) {
    try {
      out.write(bytes("{\"bundle\":\"" + bundle + "\",\"data\":"));
      out.write(onOneLine(json));
      out.write(bytes("}\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In JSON a line's end is white space only: inside of strings it is escaped. */
  private static byte[] onOneLine(byte[] json) {
    byte[] line = json.clone();
    for (int i = 0; i < line.length; i++) {
      if (line[i] == '\n' || line[i] == '\r') {
        line[i] = ' ';
      }
    }
    return line;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
