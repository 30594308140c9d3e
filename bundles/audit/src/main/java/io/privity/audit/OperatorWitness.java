// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.api.audit.AuditEvent;
import io.privity.api.caller.Caller;
import io.privity.api.persistence.Transactions;
import io.privity.audit.merkle.Checkpoint;
import io.privity.audit.store.Connections;
import io.privity.audit.store.Head;
import io.privity.audit.store.Heads;
import io.privity.audit.store.LogName;
import io.privity.audit.store.PendingRow;
import io.privity.audit.store.PendingRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the operator's checkpoint into each tenant's log, so that the operator can't rewrite its
 * own log without the tenants' logs telling.
 */
final class OperatorWitness {
  private static final String OPERATION = "audit.operator-checkpoint";
  private static final String PRINCIPAL = "audit";
  private static final int BATCH = 200;

  private final Connections connections;
  private final Transactions transactions;
  private final EntryWriter writer;
  private final PendingQueue queue;

  OperatorWitness(
      Connections connections, Transactions transactions, EntryWriter writer, PendingQueue queue) {
    this.connections = connections;
    this.transactions = transactions;
    this.writer = writer;
    this.queue = queue;
  }

  /** Does it for all logs that haven't taken it in that day, and does nothing the second time. */
  void takeIn(long day) {
    Optional<Head> operator =
        connections.use(connection -> Heads.newest(connection, LogName.OPERATOR));
    if (operator.isEmpty()) {
      return;
    }
    Checkpoint checkpoint = operator.get().checkpoint();
    AuditEvent event =
        AuditEvent.of(OPERATION, checkpoint.origin())
            .withDetail(checkpoint.size() + " " + checkpoint.rootText());
    List<PendingRow> written;
    do {
      written = transactions.apart(() -> connections.use(c -> batch(c, event, day)));
      queue.add(written);
    } while (!written.isEmpty());
  }

  private List<PendingRow> batch(Connection connection, AuditEvent event, long day)
      throws SQLException {
    List<PendingRow> rows = new ArrayList<>();
    for (String tenant : Heads.unwitnessed(connection, day, BATCH)) {
      if (Heads.witness(connection, tenant, day)) {
        rows.addAll(EntryLines.rows(tenant, writer.write(Caller.operator(PRINCIPAL), event)));
      }
    }
    PendingRows.insert(connection, rows);
    return rows;
  }
}
