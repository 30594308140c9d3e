// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.RecordName;
import io.privity.api.persistence.StoreException;
import io.privity.api.persistence.Transactions;
import io.privity.api.privacy.Subject;
import io.privity.rights.Refusals;
import io.privity.rights.SealedJson;
import io.privity.rights.store.StandingStore;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The standings and consents of all tenants: sealed in the store, opened in memory, where every use
 * of personal data asks. What was committed is asked of at once. Thread-safe.
 */
@Component(service = Standings.class)
public final class Standings {
  private static final String STANDING = "rights-standing";
  private static final String CONSENT = "rights-consent";

  /** Subjects with a consent or a standing that are kept in memory, over all tenants. */
  private static final long MOST = 2_000_000;

  private final StandingStore store;
  private final SealedJson json;
  private final Transactions transactions;
  private final Cache<UUID, TenantStandings> byTenant =
      Caffeine.newBuilder()
          .executor(Runnable::run)
          .maximumWeight(MOST)
          .weigher((UUID tenant, TenantStandings known) -> known.weight())
          .build();

  @Activate
  public Standings(
      @Reference StandingStore store,
      @Reference SealedJson json,
      @Reference Transactions transactions) {
    this.store = store;
    this.json = json;
    this.transactions = transactions;
  }

  /** What is known of the caller's tenant. */
  TenantStandings of(Caller caller) {
    // the store is read apart from any open transaction, whose changes may yet be rolled back
    return byTenant.get(caller.tenant(), tenant -> transactions.apart(() -> read(caller)));
  }

  /** Rows of an erased subject are on their way out. */
  private TenantStandings read(Caller caller) {
    TenantStandings known = new TenantStandings();
    forEachConsent(caller, known::add);
    for (StandingStore.Row row : store.standings(caller.tenant())) {
      json.openUnlessErased(
              caller, standingName(row.leaf(), row.number()), row.sealed(), Standing.class)
          .ifPresent(standing -> known.standing(row.leaf(), standing));
    }
    return known;
  }

  /** What a subject said, the first first. */
  List<Consent> consents(Caller caller, long leaf) {
    return store.consents(caller.tenant(), leaf).stream().map(row -> consent(caller, row)).toList();
  }

  /** Hands over every consent of the tenant with its subject's leaf. */
  void forEachConsent(Caller caller, BiConsumer<Long, Consent> sink) {
    for (StandingStore.Row row : store.consents(caller.tenant())) {
      json.openUnlessErased(
              caller, consentName(row.leaf(), row.number()), row.sealed(), Consent.class)
          .ifPresent(consent -> sink.accept(row.leaf(), consent));
    }
  }

  /** Appends a consent in the open transaction. */
  void append(Caller caller, Subject subject, Consent consent) {
    byte[] sealed = json.seal(caller, consentName(subject.leaf(), consent.seq()), consent);
    try {
      store.append(caller.tenant(), new StandingStore.Row(subject.leaf(), consent.seq(), sealed));
    } catch (StoreException e) {
      throw e.code().equals(StoreException.DUPLICATE) ? Refusals.stale() : e;
    }
    changed(caller, subject.leaf());
  }

  /** The standing as stored, with its version; version 0 when there is none. */
  record Versioned(Standing standing, long version) {}

  Versioned standing(Caller caller, Subject subject) {
    return store.standings(caller.tenant(), subject.leaf()).stream()
        .findFirst()
        .map(row -> new Versioned(standing(caller, row), row.number()))
        .orElse(new Versioned(Standing.none(subject.id()), 0));
  }

  /**
   * Writes a standing in the open transaction.
   *
   * @param base the version it was made from
   */
  void put(Caller caller, Subject subject, Standing standing, long base) {
    long version = base + 1;
    byte[] sealed = json.seal(caller, standingName(subject.leaf(), version), standing);
    if (!store.put(caller.tenant(), new StandingStore.Row(subject.leaf(), version, sealed))) {
      throw Refusals.stale();
    }
    changed(caller, subject.leaf());
  }

  /** Forgets an erased subject: rows and memory. */
  void erase(Caller caller, long leaf) {
    transactions.call(
        () -> {
          store.erase(caller.tenant(), leaf);
          transactions.afterCommit(() -> inMemory(caller.tenant(), known -> known.forget(leaf)));
          return null;
        });
  }

  /** Once the open transaction is durable, memory says the same. */
  private void changed(Caller caller, long leaf) {
    transactions.afterCommit(
        () ->
            inMemory(
                caller.tenant(),
                known ->
                    transactions.apart(
                        () -> {
                          known.consents(leaf, consents(caller, leaf));
                          store
                              .standings(caller.tenant(), leaf)
                              .forEach(row -> known.standing(leaf, standing(caller, row)));
                          return null;
                        })));
  }

  /** Under the cache's lock of the tenant, so that a load that runs now comes before or after. */
  private void inMemory(UUID tenant, Consumer<TenantStandings> change) {
    byTenant
        .asMap()
        .computeIfPresent(
            tenant,
            (t, known) -> {
              try {
                change.accept(known);
                return known;
              } catch (RuntimeException e) {
                // half-changed; the next use reads all anew
                return null;
              }
            });
  }

  private Consent consent(Caller caller, StandingStore.Row row) {
    return json.open(caller, consentName(row.leaf(), row.number()), row.sealed(), Consent.class);
  }

  private Standing standing(Caller caller, StandingStore.Row row) {
    return json.open(caller, standingName(row.leaf(), row.number()), row.sealed(), Standing.class);
  }

  private static RecordName consentName(long leaf, long seq) {
    return new RecordName(leaf, CONSENT, "consent", seq);
  }

  private static RecordName standingName(long leaf, long version) {
    return new RecordName(leaf, STANDING, "standing", version);
  }
}
