// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.contacts.Contacts;
import io.privity.api.encryption.Keyring;
import io.privity.api.persistence.StoreException;
import io.privity.api.persistence.Transactions;
import io.privity.api.problem.Kind;
import io.privity.api.problem.ProblemException;
import io.privity.contacts.exchange.ImportJob.State;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs imports and reverts, one of a tenant at a time and two in all. What was running when the
 * server ended goes on at its next start. Thread-safe.
 */
@Component(service = ImportWorker.class, immediate = true)
public final class ImportWorker {
  private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);
  private static final int AT_ONCE = 2;
  private static final long SWEEP_SECONDS = 60;
  private static final long AGAIN_SECONDS = 5;

  /** Whoever has not moved for so long runs nowhere. */
  private static final long IDLE_MILLIS = TimeUnit.MINUTES.toMillis(2);

  private record Key(UUID tenant, String id) {}

  private final ImportStore store;
  private final AuditLog audit;
  private final ImportRun imports;
  private final RevertRun reverts;
  private final ImportShredder shredder;
  private final Clock clock;
  private final ScheduledExecutorService threads;

  /** Guarded by this: what waits or runs, in the order in which it came. */
  private final Map<Key, CompletableFuture<Void>> inHand = new LinkedHashMap<>();

  private final Set<Key> running = new HashSet<>();
  private volatile boolean stopping;

  @Activate
  public ImportWorker(
      @Reference ImportStore store,
      @Reference Pieces pieces,
      @Reference RejectedRows rejected,
      @Reference BeforeImages before,
      @Reference Contacts contacts,
      @Reference Keyring keyring,
      @Reference Transactions transactions,
      @Reference AuditLog audit) {
    this(
        store, pieces, rejected, before, contacts, keyring, transactions, audit, Clock.systemUTC());
    threads.execute(() -> guarded(() -> resume(Long.MAX_VALUE)));
    threads.scheduleWithFixedDelay(
        () -> guarded(this::sweep), SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
  }

  /** Without taking up by itself what was left running. */
  ImportWorker(
      ImportStore store,
      Pieces pieces,
      RejectedRows rejected,
      BeforeImages before,
      Contacts contacts,
      Keyring keyring,
      Transactions transactions,
      AuditLog audit,
      Clock clock) {
    this.store = store;
    this.audit = audit;
    this.imports =
        new ImportRun(
            store, pieces, rejected, before, contacts, keyring, transactions, audit, clock);
    this.reverts = new RevertRun(store, pieces, before, contacts, transactions, audit, clock);
    this.shredder =
        new ImportShredder(store, pieces, rejected, before, keyring, transactions, clock);
    this.clock = clock;
    this.threads =
        Executors.newScheduledThreadPool(
            AT_ONCE + 1,
            task -> {
              Thread thread = new Thread(task, "privity-contacts-import");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Deactivate
  public void stop() throws InterruptedException {
    synchronized (this) {
      stopping = true;
      threads.shutdown();
      inHand.keySet().stream()
          .filter(key -> !running.contains(key))
          .forEach(key -> inHand.get(key).complete(null));
    }
    // a batch takes a fraction of a second; whatever is cut short is resumed
    if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
      threads.shutdownNow();
    }
  }

  /**
   * Has an import run, or its revert, as its state says.
   *
   * @return done when it has ended or was given up for now
   */
  Future<Void> submit(UUID tenant, String id) {
    CompletableFuture<Void> ended;
    synchronized (this) {
      if (stopping) {
        return CompletableFuture.completedFuture(null);
      }
      ended = inHand.computeIfAbsent(new Key(tenant, id), key -> new CompletableFuture<>());
    }
    start();
    return ended;
  }

  /** Shreds the rows and keys of an upload that came to nothing. */
  void discard(ImportJob job) {
    shredder.discard(job);
  }

  /** Starts what may run now. */
  private synchronized void start() {
    for (Key key : inHand.keySet()) {
      if (stopping || running.size() >= AT_ONCE) {
        return;
      }
      boolean busy = running.stream().anyMatch(other -> other.tenant().equals(key.tenant()));
      if (!busy) {
        running.add(key);
        threads.execute(() -> runAndGoOn(key));
      }
    }
  }

  private void runAndGoOn(Key key) {
    try {
      run(key);
    } finally {
      CompletableFuture<Void> ended;
      synchronized (this) {
        running.remove(key);
        ended = inHand.remove(key);
      }
      ended.complete(null);
      start();
    }
  }

  private void run(Key key) {
    try {
      runOnce(key.tenant(), key.id());
    } catch (Superseded e) {
      LOG.info("import {} goes on elsewhere", key.id());
    } catch (ProblemException e) {
      if (e.kind() == Kind.UNAVAILABLE || e instanceof StoreException) {
        LOG.warn("import {} waits: {}", key.id(), e.code());
        again(key);
      } else {
        fail(key, e.code());
      }
    } catch (IOException | RuntimeException e) {
      // the message may hold what was imported
      LOG.error("import {} failed: {}", key.id(), e.getClass().getName());
      fail(key, "import-failed");
    }
  }

  private synchronized void again(Key key) {
    if (!stopping) {
      threads.schedule(() -> submit(key.tenant(), key.id()), AGAIN_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Runs an import on this thread. */
  void runOnce(UUID tenant, String id) throws IOException {
    ImportJob job = store.find(tenant, id);
    if (job == null) {
      return;
    }
    boolean ended =
        switch (job.state()) {
          case RUNNING -> imports.run(job, () -> stopping);
          case REVERTING -> reverts.run(job, () -> stopping);
          default -> true;
        };
    if (ended) {
      shredder.finished(store.find(tenant, id), clock.millis());
    }
  }

  private void fail(Key key, String code) {
    guarded(
        () -> {
          ImportJob job = store.find(key.tenant(), key.id());
          if (job == null || job.isFinished()) {
            return;
          }
          audit.recordRefusal(job.caller(), AuditEvent.failed("imports.run", job.id(), code));
          store.become(job, job.state(), State.FAILED, true, code, clock.millis());
          shredder.finished(store.find(key.tenant(), key.id()), clock.millis());
        });
  }

  private void sweep() {
    resume(clock.millis() - IDLE_MILLIS);
    shredder.sweep();
  }

  private void resume(long touchedBefore) {
    for (ImportJob job : store.inState(touchedBefore, State.RUNNING, State.REVERTING)) {
      submit(job.caller().tenant(), job.id());
    }
  }

  /** For tasks that come again: nothing of what fails may end them. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (ProblemException e) {
      LOG.warn("imports wait: {}", e.code());
    } catch (RuntimeException e) {
      LOG.error("imports: {}", e.getClass().getName());
    }
  }
}
