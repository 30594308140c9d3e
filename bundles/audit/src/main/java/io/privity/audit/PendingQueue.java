// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.audit.store.PendingRow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The rows that were committed here and have no place in their tree yet, so that the integrator
 * needn't ask the store for them: on Derby such a scan would wait for every open transaction. Where
 * the queue doesn't know them all, the store does. Thread-safe.
 */
final class PendingQueue {
  private static final long MAX_BYTES = 16L << 20;

  private final Map<String, PendingRow> rows = new LinkedHashMap<>();
  private long bytes;
  private boolean complete;
  private boolean closed;
  private long waitingSince = System.nanoTime();

  synchronized void add(List<PendingRow> committed) {
    if (rows.isEmpty()) {
      waitingSince = System.nanoTime();
      notifyAll();
    }
    for (PendingRow row : committed) {
      if (rows.put(row.id(), row) == null) {
        bytes += row.body().length;
      }
    }
    if (bytes > MAX_BYTES) {
      forget();
    }
  }

  /** From here on the store has to be asked which rows there are. */
  synchronized void forget() {
    rows.clear();
    bytes = 0;
    if (complete) {
      complete = false;
      waitingSince = System.nanoTime();
    }
    notifyAll();
  }

  /**
   * True when the store has to be asked. The queue counts as complete then, and takes in what is
   * committed while the store answers.
   */
  synchronized boolean beginScan() {
    boolean needed = !complete;
    if (needed) {
      rows.clear();
      bytes = 0;
      complete = true;
    }
    return needed;
  }

  /** Takes the rows away that the store showed. */
  synchronized void remove(List<PendingRow> shown) {
    for (PendingRow row : shown) {
      PendingRow removed = rows.remove(row.id());
      bytes -= removed == null ? 0 : removed.body().length;
    }
  }

  /** Takes the oldest rows. */
  synchronized List<PendingRow> take(int limit) {
    List<PendingRow> taken = new ArrayList<>(Math.min(limit, rows.size()));
    Iterator<PendingRow> all = rows.values().iterator();
    while (taken.size() < limit && all.hasNext()) {
      PendingRow row = all.next();
      taken.add(row);
      bytes -= row.body().length;
      all.remove();
    }
    waitingSince = System.nanoTime();
    return taken;
  }

  /** How long the oldest row has waited, in milliseconds. */
  synchronized long waitingMillis() {
    return rows.isEmpty() && complete
        ? 0
        : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - waitingSince);
  }

  /**
   * Waits for the pause, so that rows gather; then until there is a row, or the time is up.
   *
   * @return false when the queue is closed
   */
  synchronized boolean await(long pauseMillis, long maxMillis) throws InterruptedException {
    long start = System.nanoTime();
    while (!closed) {
      long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      boolean work = !rows.isEmpty() || !complete;
      long rest = (passed < pauseMillis ? pauseMillis : work ? 0 : maxMillis) - passed;
      if (rest <= 0) {
        return true;
      }
      wait(rest);
    }
    return false;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
