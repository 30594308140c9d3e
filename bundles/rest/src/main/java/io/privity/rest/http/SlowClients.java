// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;

/** Closes connections whose client takes too long to agree on TLS or to send a request. */
final class SlowClients extends AbstractLifeCycle {
  private final Set<WatchedHttp.Watched> connections = ConcurrentHashMap.newKeySet();
  private final long headerNanos;
  private ScheduledExecutorService clock;

  SlowClients(int headerSeconds) {
    headerNanos = TimeUnit.SECONDS.toNanos(headerSeconds);
  }

  long headerDeadline() {
    return System.nanoTime() + headerNanos;
  }

  void add(WatchedHttp.Watched connection) {
    connections.add(connection);
  }

  void remove(WatchedHttp.Watched connection) {
    connections.remove(connection);
  }

  @Override
  protected void doStart() {
    clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "privity-slow-clients");
              thread.setDaemon(true);
              return thread;
            });
    clock.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
  }

  private void sweep() {
    long now = System.nanoTime();
    connections.forEach(connection -> connection.closeWhenLate(now));
  }

  @Override
  protected void doStop() {
    clock.shutdownNow();
  }
}
