// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.api.audit.AuditEvent;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.Anchors;
import io.privity.api.persistence.Transactions;
import io.privity.audit.store.Connections;
import io.privity.audit.store.Head;
import io.privity.audit.store.Heads;
import io.privity.audit.store.LogName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Begins a log anew after a restore or a loss. The first entry holds the last anchored checkpoint,
 * so that the gap is on record for ever.
 */
final class NewEpoch {
  private static final String OPERATION = "audit.new-epoch";

  private final Connections connections;
  private final Transactions transactions;
  private final LogAppender appender;
  private final EntryWriter writer;
  private final Anchors anchors;

  NewEpoch(
      Connections connections,
      Transactions transactions,
      LogAppender appender,
      EntryWriter writer,
      Anchors anchors) {
    this.connections = connections;
    this.transactions = transactions;
    this.appender = appender;
    this.writer = writer;
    this.anchors = anchors;
  }

  void begin(Caller operator, List<AnchorCheck.Behind> logs) {
    Map<String, byte[]> notes = new HashMap<>();
    transactions.call(
        () ->
            connections.use(
                connection -> {
                  for (AnchorCheck.Behind log : logs) {
                    Head head = begin(connection, operator, log);
                    notes.put(head.checkpoint().origin(), head.note());
                  }
                  return null;
                }));
    anchors.store(notes);
  }

  private Head begin(Connection connection, Caller operator, AnchorCheck.Behind log)
      throws SQLException {
    String tenant = LogName.column(log.origin().log());
    int epoch = log.origin().epoch();
    long base = log.anchor().size();
    for (Head head : Heads.of(connection, tenant)) {
      epoch = Math.max(epoch, head.epoch());
      base = Math.max(base, head.base() + Math.max(head.size(), log.anchor().size()));
    }
    AuditEvent event =
        AuditEvent.of(OPERATION, log.origin().toString())
            .withDetail(log.anchor().size() + " " + log.anchor().rootText());
    LogTip tip = LogTip.fresh(tenant, epoch + 1, base);
    return appender.append(connection, tip, EntryLines.pack(writer.write(operator, event)));
  }
}
