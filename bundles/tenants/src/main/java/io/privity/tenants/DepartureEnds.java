// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.problem.Trace;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops what is left of tenants once its time is over: after each start, and every day. */
@Component(service = DepartureEnds.class, immediate = true)
public final class DepartureEnds {
  private static final Logger LOG = LoggerFactory.getLogger(DepartureEnds.class);

  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "privity-departed");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public DepartureEnds(@Reference Departures departures) {
    clockwork.scheduleWithFixedDelay(() -> drop(departures), 0, 1, TimeUnit.DAYS);
  }

  private static void drop(Departures departures) {
    try {
      departures.dropPast();
    } catch (RuntimeException e) {
      LOG.error("tomorrow again: what is left of departed tenants was not dropped{}", Trace.of(e));
    }
  }

  @Deactivate
  public void close() {
    clockwork.shutdownNow();
  }
}
