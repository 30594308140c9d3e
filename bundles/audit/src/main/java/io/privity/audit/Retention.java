// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.api.audit.AuditEvent;
import io.privity.api.caller.Caller;
import io.privity.api.persistence.Transactions;
import io.privity.audit.merkle.Nodes;
import io.privity.audit.merkle.TreeHasher;
import io.privity.audit.store.Connections;
import io.privity.audit.store.DamagedTreeException;
import io.privity.audit.store.Head;
import io.privity.audit.store.Heads;
import io.privity.audit.store.LogName;
import io.privity.audit.store.PendingRow;
import io.privity.audit.store.PendingRows;
import io.privity.audit.store.Segment;
import io.privity.audit.store.Segments;
import io.privity.audit.store.Tiles;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the bodies of entries away that are older than the retention. Their leaf hashes stay, so
 * that the tree, its checkpoints and all proofs of other entries hold. Thread-safe.
 */
final class Retention {
  private static final String OPERATION = "audit.prune";

  /** Segments a transaction: some 3 MB at most. */
  private static final int BATCH = 100;

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private final Connections connections;
  private final Transactions transactions;
  private final EntryWriter writer;
  private final PendingQueue queue;
  private final Clock clock;
  private final Period period;

  Retention(
      Connections connections,
      Transactions transactions,
      EntryWriter writer,
      PendingQueue queue,
      Clock clock,
      Period period) {
    this.connections = connections;
    this.transactions = transactions;
    this.writer = writer;
    this.queue = queue;
    this.clock = clock;
    this.period = period;
  }

  private long cutoff() {
    return ZonedDateTime.now(clock.withZone(ZoneOffset.UTC))
        .minus(period)
        .toInstant()
        .toEpochMilli();
  }

  /** Prunes all logs now. */
  PruneReport prune(Caller operator) {
    Run run = begin(operator);
    boolean more;
    do {
      more = run.step();
    } while (more);
    return run.report();
  }

  /** What would be pruned now. */
  PruneReport preview() {
    long before = cutoff();
    long entries = 0;
    Set<String> logs = new HashSet<>();
    for (Head head : connections.use(Heads::all)) {
      long old = connections.use(connection -> Segments.countOld(connection, head, before));
      entries += old;
      if (old > 0) {
        logs.add(head.tenant());
      }
    }
    return new PruneReport(entries, logs.size(), 0);
  }

  /** Begins a run over all logs, which goes on step by step. */
  Run begin(Caller operator) {
    return new Run(operator, cutoff(), new ArrayDeque<>(connections.use(Heads::all)));
  }

  /** A run over all logs. Not thread-safe; two runs may meet, and each entry is pruned once. */
  final class Run {
    private final Caller operator;
    private final long before;
    private final Deque<Head> heads;
    private final Set<String> logs = new HashSet<>();
    private Segment last;
    private long entries;
    private int misfits;

    private Run(Caller operator, long before, Deque<Head> heads) {
      this.operator = operator;
      this.before = before;
      this.heads = heads;
    }

    PruneReport report() {
      return new PruneReport(entries, logs.size(), misfits);
    }

    /** Goes on by a bounded part; true when there may be more. */
    boolean step() {
      for (int done = 0; done < BATCH && !heads.isEmpty(); done++) {
        Head head = heads.peek();
        Segment after = last;
        List<Segment> old = connections.use(c -> Segments.old(c, head, before, after, BATCH));
        if (!old.isEmpty()) {
          prune(head, old);
          done += old.size();
        }
        if (old.size() < BATCH) {
          heads.poll();
          last = null;
        } else {
          last = old.get(old.size() - 1);
        }
      }
      return !heads.isEmpty();
    }

    private void prune(Head head, List<Segment> old) {
      Batch batch = new Batch(head, operator, before);
      try {
        queue.add(
            transactions.apart(() -> connections.use(connection -> batch.prune(connection, old))));
      } catch (RuntimeException e) {
        queue.forget(); // whether it was committed is not known, so the store is asked
        throw e;
      }
      entries += batch.entries;
      misfits += batch.misfits;
      if (batch.entries > 0) {
        logs.add(head.tenant());
      }
      if (batch.misfits > 0) {
        LOG.error(
            "{} segment(s) of the log {} are old and don't fit their tree; they keep their entries:"
                + " see privity:audit-verify.",
            batch.misfits,
            LogName.shown(head.tenant()));
      }
    }
  }

  /** What one transaction prunes in one log. */
  private final class Batch {
    private final Head head;
    private final Caller operator;
    private final long before;
    private final Nodes tree;
    private final TreeHasher hasher = new TreeHasher();
    private long entries;
    private int misfits;

    Batch(Head head, Caller operator, long before) {
      this.head = head;
      this.operator = operator;
      this.before = before;
      this.tree = Tiles.nodes(connections, head);
    }

    List<PendingRow> prune(Connection connection, List<Segment> old) throws SQLException {
      long first = Long.MAX_VALUE;
      long end = 0;
      for (Segment segment : old) {
        byte[] hashes = leafHashes(segment);
        if (hashes == null) {
          misfits++;
        } else if (Segments.prune(connection, head, segment.start(), hashes)) {
          entries += segment.count();
          first = Math.min(first, segment.start());
          end = Math.max(end, segment.start() + segment.count());
        }
      }
      if (entries == 0) {
        return List.of();
      }
      String range = entries + " " + (head.base() + first) + "-" + (head.base() + end - 1);
      AuditEvent event = AuditEvent.list(OPERATION, new long[0], "audit").withDetail(range);
      List<PendingRow> rows = EntryLines.rows(head.tenant(), writer.write(operator, event));
      PendingRows.insert(connection, rows);
      return rows;
    }

    /** Null when the entries don't fit the tree, or are younger: pruning would hide a fault. */
    private byte[] leafHashes(Segment segment) {
      ByteArrayOutputStream hashes = new ByteArrayOutputStream();
      long at = segment.start();
      try {
        for (byte[] line : EntryLines.split(segment.body())) {
          byte[] hash = hasher.leaf(line);
          if (!Arrays.equals(hash, tree.node(0, at)) || EntryLines.time(line, 0) >= before) {
            return null;
          }
          hashes.writeBytes(hash);
          at++;
        }
      } catch (DamagedTreeException e) {
        return null;
      }
      return at == segment.start() + segment.count() ? hashes.toByteArray() : null;
    }
  }
}
