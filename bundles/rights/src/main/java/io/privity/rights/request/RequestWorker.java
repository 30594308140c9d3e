// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.problem.ProblemException;
import io.privity.api.problem.Trace;
import io.privity.rights.Holders;
import io.privity.rights.store.RequestRow.Key;
import io.privity.rights.store.RequestRows;
import io.privity.rights.store.Sql;
import java.time.Clock;
import java.time.Duration;
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
 * Goes on with requests that were begun: those that a crash cut short, those that wait, when their
 * time has come or a holder has; and reminds of the end of their time. It runs on every node, since
 * a request is claimed before it is worked on.
 */
@Component(service = RequestWorker.class, immediate = true)
public final class RequestWorker {
  private static final Logger LOG = LoggerFactory.getLogger(RequestWorker.class);
  private static final int THREADS = 3;
  private static final long TICK_SECONDS = 5;
  private static final long ROUND_SECONDS = 60;
  private static final long STOP_SECONDS = 10;
  private static final Duration LATER = Duration.ofHours(1);

  private final Sql sql;
  private final RequestRows rows;
  private final Execution execution;
  private final Reminders reminders;
  private final Strangers strangers;
  private final Clock clock;
  private final ScheduledExecutorService threads;
  private Runnable listening = () -> {};

  @Activate
  public RequestWorker(
      @Reference Sql sql,
      @Reference RequestRows rows,
      @Reference Execution execution,
      @Reference Reminders reminders,
      @Reference Strangers strangers,
      @Reference Holders holders) {
    this(sql, rows, execution, reminders, strangers, Clock.systemUTC());
    listening = holders.onArrival(() -> threads.execute(() -> guarded(this::arrived)));
    threads.execute(() -> guarded(this::start));
    // apart from the attempts, which may take long
    every(TICK_SECONDS, execution::renewClaims);
    every(TICK_SECONDS, this::attempt);
    every(ROUND_SECONDS, reminders::remind);
    every(ROUND_SECONDS, strangers::shred);
  }

  /** Without a thread's turn by itself. */
  RequestWorker(
      Sql sql,
      RequestRows rows,
      Execution execution,
      Reminders reminders,
      Strangers strangers,
      Clock clock) {
    this.sql = sql;
    this.rows = rows;
    this.execution = execution;
    this.reminders = reminders;
    this.strangers = strangers;
    this.clock = clock;
    this.threads =
        Executors.newScheduledThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "privity-rights-requests");
              thread.setDaemon(true);
              return thread;
            });
  }

  private void every(long seconds, Runnable task) {
    threads.scheduleWithFixedDelay(() -> guarded(task), 0, seconds, TimeUnit.SECONDS);
  }

  @Deactivate
  public void stop() throws InterruptedException {
    listening.run();
    threads.shutdown();
    if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
      // whatever is cut short is resumed
      threads.shutdownNow();
    }
  }

  /** Takes up what an earlier run of this server left. */
  void start() {
    if (sql.isEmbedded()) {
      // nobody else uses the store: the claims in it are of the dead
      rows.takeOver(clock.millis());
    }
    arrived();
  }

  private void arrived() {
    execution.holderArrived();
    attempt();
  }

  /** Tries what is to be tried now. */
  void attempt() {
    rows.attemptsDue(clock.millis()).forEach(this::attempt);
  }

  private void attempt(Key key) {
    try {
      execution.resume(key);
    } catch (ProblemException e) {
      LOG.warn("request {} is left alone for a while: {}", key.id(), e.code());
      rows.postpone(key, clock.instant().plus(LATER).toEpochMilli());
    }
  }

  /** For tasks that come again: nothing of what fails may end them. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (ProblemException e) {
      LOG.warn("requests wait: {}", e.code());
    } catch (RuntimeException e) {
      LOG.error("requests wait{}", Trace.of(e));
    }
  }
}
