// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.api.encryption.Anchors;
import io.privity.api.persistence.Transactions;
import io.privity.audit.store.ConflictException;
import io.privity.audit.store.Connections;
import io.privity.audit.store.DamagedTreeException;
import io.privity.audit.store.Head;
import io.privity.audit.store.Heads;
import io.privity.audit.store.PendingRow;
import io.privity.audit.store.PendingRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes pending entries into their trees. A batch is one transaction, so that a crash leaves each
 * entry either pending or placed; the anchors follow once it is durable. Thread-safe: one batch at
 * a time here, and a second node that extends the same log fails on its head and starts over.
 */
final class Integrator {
  /** Rows a transaction; Derby locks a whole table from 5,000 row locks on. */
  private static final int BATCH = 1_000;

  private static final int MAX_TIPS = 256;

  /** How often in a row another node may be faster. */
  private static final int MAX_CONFLICTS = 8;

  private static final Logger LOG = LoggerFactory.getLogger(Integrator.class);

  private final Connections connections;
  private final Transactions transactions;
  private final LogAppender appender;
  private final Anchors anchors;
  private final PendingQueue queue;
  private final Map<String, LogTip> tips =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LogTip> eldest) {
          return size() > MAX_TIPS;
        }
      };

  /** Newest notes by origin that are durable in the store and not yet in the vault. */
  private final Map<String, byte[]> unanchored = new HashMap<>();

  private final Set<String> damaged = ConcurrentHashMap.newKeySet();

  /** The last row that a scan of the store showed; null when no scan is under way. */
  private PendingRow scanned;

  /** The log that is being extended. */
  private String extending = "";

  private volatile boolean anchoring = true;
  private boolean newLogs;

  Integrator(
      Connections connections,
      Transactions transactions,
      LogAppender appender,
      Anchors anchors,
      PendingQueue queue) {
    this.connections = connections;
    this.transactions = transactions;
    this.appender = appender;
    this.anchors = anchors;
    this.queue = queue;
  }

  /**
   * Places everything that was durable when this was called.
   *
   * @throws io.privity.api.persistence.StoreException when the store fails; nothing is lost
   */
  synchronized void catchUp() {
    int conflicts = 0;
    boolean more = true;
    while (more) {
      try {
        more = step();
      } catch (DamagedTreeException e) {
        LOG.error("A log can't be extended; its entries stay pending. {}", e.getMessage());
        damaged.add(extending);
        startOver();
      } catch (RuntimeException e) {
        startOver();
        if (!(e.getCause() instanceof ConflictException) || conflicts++ == MAX_CONFLICTS) {
          throw e;
        }
      }
    }
    anchor();
  }

  /** Whether the last transaction was committed is not known, so the store is asked again. */
  private void startOver() {
    queue.forget();
    tips.clear();
  }

  /** True when there may be more to place. */
  private boolean step() {
    if (queue.beginScan()) {
      scanned = new PendingRow("", "", new byte[0]);
    }
    List<PendingRow> rows = scanned == null ? queue.take(BATCH) : scan();
    boolean more = scanned != null || rows.size() == BATCH;
    if (rows.size() < BATCH) {
      scanned = null;
    }
    integrate(rows.stream().filter(row -> !damaged.contains(row.tenant())).toList());
    return more;
  }

  private List<PendingRow> scan() {
    PendingRow after = scanned;
    List<PendingRow> rows =
        connections.use(c -> PendingRows.page(c, after.tenant(), after.id(), BATCH));
    queue.remove(rows);
    if (!rows.isEmpty()) {
      scanned = rows.get(rows.size() - 1);
    }
    return rows;
  }

  /** The logs whose stored trees don't have the roots that were signed. */
  Set<String> damaged() {
    return Set.copyOf(damaged);
  }

  /** Tries the damaged logs again. */
  synchronized void retryDamaged() {
    damaged.clear();
    startOver();
  }

  /** True when logs began since the last call. */
  synchronized boolean takeNewLogs() {
    boolean taken = newLogs;
    newLogs = false;
    return taken;
  }

  /** False while the vault does not take the anchors. */
  boolean isAnchoring() {
    return anchoring;
  }

  private void integrate(List<PendingRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    Map<String, List<PendingRow>> byLog = new TreeMap<>();
    rows.stream()
        .sorted(Comparator.comparing(PendingRow::id))
        .forEach(row -> byLog.computeIfAbsent(row.tenant(), t -> new ArrayList<>()).add(row));
    Map<String, byte[]> notes =
        transactions.apart(() -> connections.use(connection -> extend(connection, byLog, rows)));
    unanchored.putAll(notes);
  }

  private Map<String, byte[]> extend(
      Connection connection, Map<String, List<PendingRow>> byLog, List<PendingRow> rows)
      throws SQLException {
    Map<String, byte[]> notes = new HashMap<>();
    for (Map.Entry<String, List<PendingRow>> log : byLog.entrySet()) {
      extending = log.getKey();
      List<byte[]> bodies = log.getValue().stream().map(PendingRow::body).toList();
      Head head = appender.append(connection, tip(connection, extending), bodies);
      notes.put(head.checkpoint().origin(), head.note());
    }
    PendingRows.delete(connection, rows);
    return notes;
  }

  private LogTip tip(Connection connection, String tenant) throws SQLException {
    LogTip tip = tips.get(tenant);
    if (tip == null) {
      Optional<Head> head = Heads.newest(connection, tenant);
      newLogs |= head.isEmpty();
      tip = head.isPresent() ? appender.tip(connection, head.get()) : LogTip.fresh(tenant, 1, 0);
      tips.put(tenant, tip);
    }
    return tip;
  }

  private void anchor() {
    if (unanchored.isEmpty()) {
      return;
    }
    try {
      anchors.store(Map.copyOf(unanchored));
      unanchored.clear();
      anchoring = true;
    } catch (RuntimeException e) {
      if (anchoring) {
        LOG.error("The vault does not take the anchors of the audit log; it is tried again.", e);
      }
      anchoring = false;
    }
  }
}
