// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that keeps the logs up to date: soon after entries came, and once a day for the
 * operator's checkpoint and the retention.
 */
final class IntegratorTask implements AutoCloseable {
  /** Entries gather for that long, so that one signature and one sync serve them all. */
  private static final long PAUSE_MILLIS = 250;

  private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;
  private static final long IDLE_MILLIS = TimeUnit.MINUTES.toMillis(1);
  private static final long CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(10);
  private static final Logger LOG = LoggerFactory.getLogger(IntegratorTask.class);

  private final Integrator integrator;
  private final PendingQueue queue;
  private final OperatorWitness witness;
  private final DailyPruning pruning;
  private final Clock clock;
  private final boolean sharedStore;
  private final Thread thread = new Thread(this::run, "privity-audit-integrator");
  private volatile boolean failing;
  private long witnessedDay = -1;

  /**
   * @param sharedStore true when other nodes use the store too, whose entries are taken over when
   *     they left them behind
   */
  IntegratorTask(
      Integrator integrator,
      PendingQueue queue,
      OperatorWitness witness,
      DailyPruning pruning,
      Clock clock,
      boolean sharedStore) {
    this.integrator = integrator;
    this.queue = queue;
    this.witness = witness;
    this.pruning = pruning;
    this.clock = clock;
    this.sharedStore = sharedStore;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  /** True while the store refuses the entries their place. */
  boolean isFailing() {
    return failing;
  }

  private void run() {
    try {
      long pause = 0;
      while (queue.await(pause, isIdle() ? IDLE_MILLIS : pause)) {
        pause = step() ? PAUSE_MILLIS : PAUSE_AFTER_FAILURE_MILLIS;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isIdle() {
    return integrator.isAnchoring() && !pruning.isUnderWay();
  }

  private boolean step() {
    try {
      if (sharedStore && queue.waitingMillis() == 0) {
        queue.forget();
      }
      integrator.catchUp();
      long today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
      if (integrator.takeNewLogs() || today != witnessedDay) {
        witness.takeIn(today);
        witnessedDay = today;
      }
      pruning.step(today);
      failing = false;
      return integrator.isAnchoring();
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.error("Audit entries wait for their place in the log; it is tried again.", e);
      }
      failing = true;
      return false;
    }
  }

  /** Ends the thread. What is pending stays so, and durable. */
  @Override
  public void close() {
    queue.close();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
