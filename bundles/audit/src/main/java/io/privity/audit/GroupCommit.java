// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.api.audit.Recording;
import io.privity.api.persistence.StoreException;
import io.privity.api.persistence.Transactions;
import io.privity.audit.store.Connections;
import io.privity.audit.store.PendingRow;
import io.privity.audit.store.PendingRows;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Commits entries of many readers together. While one group is written, what comes forms the next
 * one: so the disk sets the pace, a lone reader never waits for company, and no reader holds a
 * thread. There are two threads, so that one writes while the other lets the answers leave that
 * waited for the group before. Thread-safe.
 */
final class GroupCommit implements AutoCloseable {
  private static final long CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(10);

  private final Connections connections;
  private final Transactions transactions;
  private final PendingQueue queue;
  private final List<Thread> threads =
      Stream.of("privity-audit-commit-1", "privity-audit-commit-2")
          .map(name -> new Thread(this::run, name))
          .toList();
  private CommitGroup open = new CommitGroup();
  private boolean writing;
  private boolean closed;

  GroupCommit(Connections connections, Transactions transactions, PendingQueue queue) {
    this.connections = connections;
    this.transactions = transactions;
    this.queue = queue;
    threads.forEach(thread -> thread.setDaemon(true));
  }

  void start() {
    threads.forEach(Thread::start);
  }

  /**
   * Takes entries into the group that is written next. A thread with an open transaction commits
   * them by itself instead, before this returns: the group might wait for the very connection that
   * the thread holds.
   *
   * @throws StoreException when the log is closed
   */
  Recording add(String tenant, List<byte[]> entries) {
    if (transactions.isActive()) {
      write(EntryLines.rows(tenant, entries));
      return Recording.DURABLE;
    }
    synchronized (this) {
      if (closed) {
        throw StoreException.unavailable(new IllegalStateException("the log is closed"));
      }
      if (open.isEmpty() && !writing) {
        notify();
      }
      open.add(tenant, entries);
      return open;
    }
  }

  private void run() {
    for (CommitGroup group = next(); group != null; group = next()) {
      Throwable failure = null;
      try {
        write(group.rows());
      } catch (RuntimeException | Error e) {
        failure = e;
      }
      written();
      group.end(failure);
    }
  }

  /** The group to write, as soon as there is one and no other is being written; null at the end. */
  private synchronized CommitGroup next() {
    while (writing || open.isEmpty()) {
      if (closed && open.isEmpty()) {
        return null;
      }
      try {
        wait();
      } catch (InterruptedException e) {
        // no reason to end: Derby interrupts whom it finds at work when it can't write
      }
    }
    writing = true;
    CommitGroup next = open;
    open = new CommitGroup();
    return next;
  }

  private synchronized void written() {
    writing = false;
    if (!open.isEmpty()) {
      notify();
    }
  }

  private void write(List<PendingRow> rows) {
    transactions.apart(
        () ->
            connections.use(
                connection -> {
                  PendingRows.insert(connection, rows);
                  return null;
                }));
    queue.add(rows);
  }

  /** Commits what is there; takes nothing more. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      for (Thread thread : threads) {
        thread.join(CLOSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
