// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.Keyring;
import io.privity.api.persistence.Transactions;
import io.privity.api.problem.ProblemException;
import io.privity.contacts.store.ContactStore;
import io.privity.contacts.store.PendingShred;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
  private static final int AT_ONCE = 100;
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
   * Punctures a leaf whose deletion is committed. Durable when this returns.
   *
   * @throws EncryptionException {@code vault-unavailable}: it will be tried again
   */
  void shred(Caller caller, long leaf) {
    boolean punctured = false;
    try {
      keyring.puncture(caller, leaf);
      punctured = true;
    } finally {
      if (punctured) {
        done.add(new PendingShred(caller.tenant(), leaf));
      } else {
        unfinished = true;
      }
    }
  }

  /** Forgets notes of punctured leaves, in the open transaction: they need no sync of their own. */
  void forgetDone() {
    List<PendingShred> some = new ArrayList<>();
    PendingShred next;
    while (some.size() < AT_ONCE && (next = done.poll()) != null) {
      some.add(next);
    }
    store.shredded(some);
  }

  /** Punctures what is noted; safe to repeat. */
  void finish() {
    unfinished = false;
    boolean finished = false;
    try {
      List<PendingShred> pending = transactions.call(store::pendingShreds);
      pending.forEach(this::puncture);
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

  private void puncture(PendingShred pending) {
    try {
      if (!keyring.isPunctured(pending.tenant(), pending.leaf())) {
        keyring.puncture(itself(pending), pending.leaf());
      }
    } catch (EncryptionException e) {
      if (!e.code().equals(EncryptionException.TENANT_DESTROYED)) {
        throw e;
      }
    }
  }

  private static Caller itself(PendingShred pending) {
    return new Caller(
        pending.tenant(), "contacts", -1, "shredder", Set.of(), Caller.UNASSIGNED, "");
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
      LOG.error("puncturing the leaves of deleted contacts failed", e);
    }
  }
}
