// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.erasure;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.ErasureLedger;
import io.privity.api.encryption.Keyring;
import io.privity.api.persistence.Transactions;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.privacy.Subject;
import io.privity.api.problem.ProblemException;
import io.privity.api.problem.Trace;
import io.privity.rights.Holders;
import io.privity.rights.People;
import io.privity.rights.Refusals;
import io.privity.rights.ServerCaller;
import io.privity.rights.request.Fulfilment.Kept;
import io.privity.rights.store.ErasureStore;
import io.privity.rights.store.ErasureStore.Erasure;
import io.privity.rights.store.ErasureStore.State;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases subjects (Art. 17): first it is written down, then the ledger, then the subject's leaf is
 * punctured, then every holder drops its rows. After a crash the steps are taken again from where
 * they were. A subject is erased once for ever, so two requests share one receipt. Thread-safe.
 */
@Component(service = Erasures.class)
public final class Erasures {
  private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

  private final ErasureStore store;
  private final ErasureStart start;
  private final KeptData kept;
  private final Receipts receipts;
  private final Holders holders;
  private final People people;
  private final ErasureLedger ledger;
  private final Keyring keyring;
  private final AuditLog audit;
  private final Transactions transactions;
  private final Clock clock;

  /**
   * How far an erasure came.
   *
   * @param waitingFor the bundles that it waits for; empty once it is done
   * @param remains what is retained
   */
  record Progress(List<String> waitingFor, List<Receipt.Kept> remains) {}

  @Activate
  public Erasures(
      @Reference ErasureStore store,
      @Reference ErasureStart start,
      @Reference KeptData kept,
      @Reference Receipts receipts,
      @Reference Holders holders,
      @Reference People people,
      @Reference ErasureLedger ledger,
      @Reference Keyring keyring,
      @Reference AuditLog audit,
      @Reference Transactions transactions) {
    this(
        store,
        start,
        kept,
        receipts,
        holders,
        people,
        ledger,
        keyring,
        audit,
        transactions,
        Clock.systemUTC());
  }

  Erasures(
      ErasureStore store,
      ErasureStart start,
      KeptData kept,
      Receipts receipts,
      Holders holders,
      People people,
      ErasureLedger ledger,
      Keyring keyring,
      AuditLog audit,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.start = start;
    this.kept = kept;
    this.receipts = receipts;
    this.holders = holders;
    this.people = people;
    this.ledger = ledger;
    this.keyring = keyring;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Erases a subject, or goes on with it. While a holder that keeps data is away nothing is begun:
   * what it must retain would be lost.
   *
   * @param request the request's id, or what the erasure is done for, such as {@code retention}
   * @param refused data that the tenant refused to erase, each with its ground and end
   * @throws io.privity.api.encryption.EncryptionException {@code vault-unavailable}: then nothing
   *     is destroyed that was not before
   * @throws IllegalStateException when a transaction is open: what is destroyed must have been
   *     written down for good
   */
  Progress run(Caller caller, Subject subject, String request, List<Kept> refused) {
    if (transactions.isActive()) {
      throw new IllegalStateException("an erasure commits step by step");
    }
    List<String> missing = holders.missing();
    if (!missing.isEmpty()) {
      return new Progress(missing, List.of());
    }
    Erasure erasure = begun(caller, subject, request, refused);
    store.answer(caller.tenant(), request, erasure.leaf());
    return erasure.state() == State.DONE
        ? new Progress(List.of(), receipts.open(caller, erasure).remains())
        : destroy(
            caller,
            new Subject(subject.tenant(), subject.id(), subject.leaf(), List.of()),
            erasure);
  }

  /**
   * The same for what is no subject's request.
   *
   * @return false while it waits for a holder
   */
  public boolean erase(Caller caller, Subject subject, String reason) {
    return run(caller, subject, reason, List.of()).waitingFor().isEmpty();
  }

  /** Goes on with every erasure that was cut short, whatever began it. */
  public void resume() {
    store.tenants().forEach(this::punctureAgain);
    for (Erasure erasure : store.unfinished()) {
      try {
        Subject subject =
            new Subject(erasure.tenant(), erasure.subject(), erasure.leaf(), List.of());
        run(ServerCaller.of(erasure.tenant()), subject, erasure.request(), List.of());
      } catch (RuntimeException e) {
        LOG.warn("an erasure is still to be finished{}", Trace.of(e));
      }
    }
  }

  /** What is on the ledger is erased, also by key files that were put back from before. */
  private void punctureAgain(UUID tenant) {
    try {
      List<Long> open = new ArrayList<>();
      ledger.forEach(
          tenant,
          entry -> {
            if (!keyring.isPunctured(tenant, entry.leaf()) && !isUnfinished(tenant, entry.leaf())) {
              open.add(entry.leaf());
            }
          });
      if (!open.isEmpty()) {
        LOG.warn("{} keys of erased subjects were there again", open.size());
        keyring.puncture(
            ServerCaller.of(tenant), open.stream().mapToLong(Long::longValue).toArray());
      }
    } catch (ProblemException e) {
      LOG.warn("the erasure ledger of {} could not be followed: {}", tenant, e.code());
    }
  }

  /** One that was cut short finds by the subject's key what mentions the subject. */
  private boolean isUnfinished(UUID tenant, long leaf) {
    return store.find(tenant, leaf).filter(found -> found.state() == State.STARTED).isPresent();
  }

  private Erasure begun(Caller caller, Subject subject, String request, List<Kept> refused) {
    return store
        .find(caller.tenant(), subject.leaf())
        .orElseGet(
            () -> {
              try {
                return start.begin(caller, subject, request, refused);
              } catch (RuntimeException e) {
                // another request began it a moment ago, and may have destroyed what was planned
                return store.find(caller.tenant(), subject.leaf()).orElseThrow(() -> e);
              }
            });
  }

  private Progress destroy(Caller caller, Subject subject, Erasure erasure) {
    store.kept(caller.tenant(), subject.leaf()).forEach(kept::copy);
    ErasureLedger.Entry entry =
        ledger.append(caller.tenant(), subject.id(), subject.leaf(), erasure.request());
    Receipt planned = receipts.open(caller, erasure);
    List<String> failed = dropMentions(caller, subject);
    if (failed.isEmpty()) {
      keyring.puncture(caller, subject.leaf());
      failed = dropRows(caller, subject);
    }
    if (!failed.isEmpty()) {
      return new Progress(failed, planned.remains());
    }
    Instant now = clock.instant();
    Receipt receipt = planned.erased(now, entry.head());
    transactions.call(
        () -> {
          if (store.update(
              receipts.next(caller, erasure, State.DONE, now.toEpochMilli(), receipt))) {
            audit.record(
                caller, AuditEvent.of("rights.erase", subject.id(), subject.leaf(), "erasure"));
          } else if (store.find(caller.tenant(), subject.leaf()).orElseThrow().state()
              != State.DONE) {
            throw Refusals.stale();
          }
          return null;
        });
    return new Progress(List.of(), receipt.remains());
  }

  /** While the subject's key is still there; once it is gone, this was done before. */
  private List<String> dropMentions(Caller caller, Subject subject) {
    if (keyring.isPunctured(subject.tenant(), subject.leaf())) {
      return List.of();
    }
    Set<String> identifiers = people.subjects().identifiers(caller, subject);
    return failing(holder -> holder.eraseMentions(caller, subject, identifiers));
  }

  private List<String> dropRows(Caller caller, Subject subject) {
    return failing(
        holder -> {
          holder.erase(caller, subject);
          if (!holder.export(caller, subject).isEmpty()) {
            throw new IllegalStateException("a holder keeps data of an erased subject");
          }
        });
  }

  /**
   * Each holder by itself, so that one that fails leaves the others' work standing.
   *
   * @return the bundles that could not, or left something
   */
  private List<String> failing(Consumer<PersonalDataHolder> work) {
    List<String> failed = new ArrayList<>();
    for (Map.Entry<String, PersonalDataHolder> entry : holders.present().entrySet()) {
      try {
        work.accept(entry.getValue());
      } catch (RuntimeException e) {
        LOG.warn("{} could not erase{}", entry.getKey(), Trace.of(e));
        failed.add(entry.getKey());
      }
    }
    return failed;
  }
}
