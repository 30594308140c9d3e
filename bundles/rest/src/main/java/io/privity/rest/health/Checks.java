// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** All health checks of the server. Each runs within a bounded time; answers are kept a second. */
@Component(service = Checks.class)
public final class Checks {
  private static final long RUN_MILLIS = 2_000;
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int THREADS = 8;
  private static final int LONGEST = 160;

  /**
   * What a check says.
   *
   * @param status {@code ok}, {@code warn}, {@code critical} …
   * @param message a short stable reason, or null when it is well
   */
  public record Check(String name, String status, String message) {}

  private final Map<HealthCheck, String> checks = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor runs =
      new ThreadPoolExecutor(
          THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Checks::thread);
  private List<Check> kept = List.of();
  private long keptAt;
  private boolean fresh;

  @Activate
  public Checks() {
    runs.allowCoreThreadTimeOut(true);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      service = HealthCheck.class)
  public void bindCheck(HealthCheck check, Map<String, Object> properties) {
    Object name = properties.get(HealthCheck.NAME);
    checks.put(check, name == null ? check.getClass().getSimpleName() : name.toString());
    forget();
  }

  public void unbindCheck(HealthCheck check) {
    checks.remove(check);
    forget();
  }

  private synchronized void forget() {
    fresh = false;
  }

  /** What all of them say, by name. */
  public synchronized List<Check> run() {
    if (fresh && System.nanoTime() - keptAt < KEPT_NANOS) {
      return kept;
    }
    fresh = true;
    // while every thread hangs in a check, those that waited in vain must not pile up
    runs.purge();
    Map<String, Future<Result>> running = new TreeMap<>();
    checks.forEach(
        (check, name) -> {
          try {
            running.put(name, runs.submit(check::execute));
          } catch (RejectedExecutionException e) {
            // this bundle is going: the check says so below
            running.put(name, CompletableFuture.failedFuture(e));
          }
        });
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RUN_MILLIS);
    List<Check> said = new ArrayList<>();
    running.forEach((name, result) -> said.add(await(name, result, until)));
    kept = List.copyOf(said);
    keptAt = System.nanoTime();
    return kept;
  }

  private static Check await(String name, Future<Result> running, long until) {
    try {
      Result result = running.get(Math.max(until - System.nanoTime(), 1), TimeUnit.NANOSECONDS);
      return result.isOk()
          ? new Check(name, "ok", null)
          : new Check(name, text(result.getStatus()), message(result));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Check(name, "unknown", "interrupted");
    } catch (TimeoutException e) {
      running.cancel(true);
      return new Check(name, "unknown", "no answer in time");
    } catch (ExecutionException e) {
      return new Check(name, "unknown", "the check failed");
    }
  }

  private static String text(Result.Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The worst entry's message, without what an exception may have put there. */
  private static String message(Result result) {
    String message = null;
    for (ResultLog.Entry entry : result) {
      if (entry.getStatus() == result.getStatus() && entry.getException() == null) {
        message = entry.getMessage();
      }
    }
    if (message == null) {
      return "the check failed";
    }
    String plain = message.replaceAll("[^A-Za-z0-9 .,:;()%_'+-]", "?");
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "privity-health");
    thread.setDaemon(true);
    return thread;
  }

  @Deactivate
  public void close() {
    runs.shutdownNow();
  }
}
