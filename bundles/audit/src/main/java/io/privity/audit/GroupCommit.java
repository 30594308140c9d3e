// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.api.persistence.StoreException;
import io.privity.api.persistence.Transactions;
import io.privity.audit.store.Connections;
import io.privity.audit.store.PendingRow;
import io.privity.audit.store.PendingRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Commits entries of many threads together. The first to come leads: it writes what it has, while
 * those who come meanwhile form the next group, whose first then leads in turn. So the disk sets
 * the pace, a lone reader never waits for company, and a group holds at most one event of each
 * thread.
 */
final class GroupCommit {
  private final Connections connections;
  private final Transactions transactions;
  private final PendingQueue queue;
  private Group open = new Group();
  private boolean led;

  GroupCommit(Connections connections, Transactions transactions, PendingQueue queue) {
    this.connections = connections;
    this.transactions = transactions;
    this.queue = queue;
  }

  /**
   * Returns when the entries are durable.
   *
   * @throws StoreException when they are not
   */
  void commit(String tenant, List<byte[]> entries) {
    Member me = new Member();
    Group group;
    boolean leads;
    synchronized (this) {
      group = open;
      group.add(tenant, entries, me);
      leads = !led;
      led = true;
    }
    if (leads || me.awaitLead()) {
      lead(group);
    }
    if (group.failure != null) {
      throw StoreException.unavailable(group.failure);
    }
  }

  private void lead(Group group) {
    synchronized (this) {
      open = new Group();
    }
    try {
      write(group);
    } catch (RuntimeException | Error e) {
      group.failure = e;
    } finally {
      Member next;
      synchronized (this) {
        led = !open.members.isEmpty();
        next = led ? open.members.get(0) : null;
      }
      if (next != null) {
        next.tell(Member.LEAD);
      }
      for (int i = 1; i < group.members.size(); i++) {
        group.members.get(i).tell(Member.DONE);
      }
    }
  }

  private void write(Group group) {
    List<PendingRow> rows = new ArrayList<>(group.entries.size());
    group.entries.forEach((tenant, entries) -> rows.addAll(EntryLines.rows(tenant, entries)));
    transactions.apart(
        () ->
            connections.use(
                connection -> {
                  PendingRows.insert(connection, rows);
                  return null;
                }));
    queue.add(rows);
  }

  /** What is committed together. The first of its members leads it. */
  private static final class Group {
    private final Map<String, List<byte[]>> entries = new LinkedHashMap<>();
    private final List<Member> members = new ArrayList<>();

    /** Written by the leader before it tells the members. */
    private Throwable failure;

    void add(String tenant, List<byte[]> more, Member member) {
      entries.computeIfAbsent(tenant, t -> new ArrayList<>()).addAll(more);
      members.add(member);
    }
  }

  /** A thread that waits, each on its own so that nobody is woken in vain. */
  private static final class Member {
    static final int WAIT = 0;
    static final int LEAD = 1;
    static final int DONE = 2;

    private final Thread thread = Thread.currentThread();
    private volatile int word = WAIT;

    void tell(int what) {
      word = what;
      LockSupport.unpark(thread);
    }

    /** True when this thread has to lead its group; false when another one did. */
    boolean awaitLead() {
      boolean interrupted = false;
      while (word == WAIT) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return word == LEAD;
    }
  }
}
