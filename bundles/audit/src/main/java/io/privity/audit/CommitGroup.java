// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.api.audit.Recording;
import io.privity.api.persistence.StoreException;
import io.privity.audit.store.PendingRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries that are committed together, and those who wait for that. It is filled under the lock of
 * its {@link GroupCommit}; the rest is thread-safe.
 */
final class CommitGroup implements Recording {
  private static final Logger LOG = LoggerFactory.getLogger(CommitGroup.class);

  private final Map<String, List<byte[]>> entries = new LinkedHashMap<>();
  private final List<Consumer<StoreException>> actions = new ArrayList<>();
  private boolean done;
  private Throwable failure;

  void add(String tenant, List<byte[]> more) {
    entries.computeIfAbsent(tenant, t -> new ArrayList<>()).addAll(more);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  List<PendingRow> rows() {
    List<PendingRow> rows = new ArrayList<>(entries.size());
    entries.forEach((tenant, some) -> rows.addAll(EntryLines.rows(tenant, some)));
    return rows;
  }

  /**
   * Tells everyone, in order.
   *
   * @param reason why the entries are not durable; null when they are
   */
  void end(Throwable reason) {
    synchronized (this) {
      done = true;
      failure = reason;
      notifyAll();
    }
    // nobody adds to them any more
    for (Consumer<StoreException> action : actions) {
      try {
        action.accept(failure());
      } catch (RuntimeException | Error e) {
        LOG.error("An answer did not leave: {}", e.getClass().getName());
      }
    }
  }

  @Override
  public void whenDone(Consumer<StoreException> action) {
    synchronized (this) {
      if (!done) {
        actions.add(action);
        return;
      }
    }
    action.accept(failure());
  }

  @Override
  public synchronized void await() {
    boolean interrupted = false;
    while (!done) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw failure();
    }
  }

  /** One for each who waits: an exception belongs to one thread. */
  private StoreException failure() {
    return failure == null ? null : StoreException.unavailable(failure);
  }
}
