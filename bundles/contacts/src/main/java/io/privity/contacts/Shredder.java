// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.Keyring;
import io.privity.api.persistence.Transactions;
import io.privity.api.problem.ProblemException;
import io.privity.api.problem.Trace;
import io.privity.contacts.store.ContactStore;
import io.privity.contacts.store.PendingShred;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Punctures the leaves of deleted contacts, so that backups keep nothing that opens. The deletion
 * notes the leaf in its own transaction; what was not punctured then, for a crash or a vault that
 * was out of reach, is so later.
 */
@Component(service = Shredder.class, immediate = true)
public final class Shredder {
  private static final Logger LOG = LoggerFactory.getLogger(Shredder.class);
  private static final int AT_ONCE = 1000;
  private static final long RETRY_SECONDS = 60;

  private final ContactStore store;
  private final Keyring keyring;
  private final Transactions transactions;
  private final Queue<PendingShred> done = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService retries;

  /** Whether notes may lie in the store whose leaf is not punctured: so at the start. */
  private volatile boolean unfinished = true;

  @Activate
  public Shredder(
      @Reference ContactStore store,
      @Reference Keyring keyring,
      @Reference Transactions transactions) {
    this(keyring, store, transactions);
    retries.scheduleWithFixedDelay(this::retry, 0, RETRY_SECONDS, TimeUnit.SECONDS);
  }

  /** Without retries of its own. */
  Shredder(Keyring keyring, ContactStore store, Transactions transactions) {
    this.store = store;
    this.keyring = keyring;
    this.transactions = transactions;
    this.retries =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "privity-contacts-shredder");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Deactivate
  public void stop() {
    retries.shutdownNow();
  }

  /**
   * Runs what deletes contacts in a transaction, and punctures their leaves together once it is
   * durable: before this returns, unless the transaction goes on outside.
   *
   * @param leaves whose deletion is noted, asked after the work
   * @throws EncryptionException {@code vault-unavailable}, after the commit: it will be tried again
   */
  <T> T deleting(Caller caller, Supplier<long[]> leaves, Transactions.Work<T> deletion) {
    boolean within = transactions.isActive();
    T result =
        transactions.call(
            () -> {
              T deleted = deletion.run();
              forgetDone();
              if (within) {
                transactions.afterCommit(() -> shred(caller, leaves.get()));
              }
              return deleted;
            });
    if (!within) {
      // out here, so that a vault that is out of reach is told to who deletes
      shred(caller, leaves.get());
    }
    return result;
  }

  private void shred(Caller caller, long... leaves) {
    if (leaves.length == 0) {
      return;
    }
    boolean punctured = false;
    try {
      keyring.puncture(caller, leaves);
      punctured = true;
    } finally {
      if (punctured) {
        LongStream.of(leaves).forEach(leaf -> done.add(new PendingShred(caller.tenant(), leaf)));
      } else {
        unfinished = true;
      }
    }
  }

  /** Forgets notes of punctured leaves, in the open transaction: they need no sync of their own. */
  private void forgetDone() {
    List<PendingShred> some = new ArrayList<>();
    PendingShred next;
    while (some.size() < AT_ONCE && (next = done.poll()) != null) {
      some.add(next);
    }
    if (!some.isEmpty()) {
      store.shredded(some);
    }
  }

  /** Punctures what is noted; safe to repeat. */
  void finish() {
    unfinished = false;
    boolean finished = false;
    try {
      List<PendingShred> pending = transactions.call(store::pendingShreds);
      pending.stream().collect(Collectors.groupingBy(PendingShred::tenant)).forEach(this::puncture);
      if (!pending.isEmpty()) {
        transactions.call(
            () -> {
              store.shredded(pending);
              return null;
            });
        LOG.info("leaves of deleted contacts punctured: {}", pending.size());
      }
      finished = true;
    } finally {
      unfinished |= !finished;
    }
  }

  private void puncture(UUID tenant, List<PendingShred> pending) {
    try {
      keyring.puncture(itself(tenant), pending.stream().mapToLong(PendingShred::leaf).toArray());
    } catch (EncryptionException e) {
      if (!e.code().equals(EncryptionException.TENANT_DESTROYED)) {
        throw e;
      }
    }
  }

  private static Caller itself(UUID tenant) {
    return new Caller(tenant, "contacts", -1, "shredder", Set.of(), Caller.UNASSIGNED, "");
  }

  private void retry() {
    if (!unfinished) {
      return;
    }
    try {
      finish();
    } catch (ProblemException e) {
      LOG.warn("leaves of deleted contacts are still to be punctured: {}", e.code());
    } catch (RuntimeException e) {
      LOG.error("puncturing the leaves of deleted contacts failed{}", Trace.of(e));
    }
  }
}
