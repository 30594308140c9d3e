// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.audit.Recording;
import io.privity.api.caller.Caller;
import io.privity.api.persistence.Transactions;
import io.privity.audit.merkle.Origin;
import io.privity.audit.store.Connections;
import io.privity.audit.store.Head;
import io.privity.audit.store.Heads;
import io.privity.audit.store.LogName;
import io.privity.audit.store.PendingRow;
import io.privity.audit.store.PendingRows;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The log in the store. Whoever reads it finds what was recorded before; only inside a transaction,
 * whose own entries can't have a place yet, is it read as it stands.
 */
final class MerkleAuditLog implements AuditLog {
  private static final String READ = "audit.read";
  private static final String PROVE = "audit.prove";
  private static final String EXPORT = "audit.export";

  private final Connections connections;
  private final Transactions transactions;
  private final EntryWriter writer;
  private final PendingQueue queue;
  private final GroupCommit groups;
  private final Integrator integrator;
  private final CheckpointSigner signer;
  private final LogReader reader;
  private final LogProofs proofs;
  private final LogExport exporter;

  MerkleAuditLog(
      Connections connections,
      Transactions transactions,
      EntryWriter writer,
      PendingQueue queue,
      GroupCommit groups,
      Integrator integrator,
      CheckpointSigner signer) {
    this.connections = connections;
    this.transactions = transactions;
    this.writer = writer;
    this.queue = queue;
    this.groups = groups;
    this.integrator = integrator;
    this.signer = signer;
    this.reader = new LogReader(connections);
    this.proofs = new LogProofs(connections, reader);
    this.exporter = new LogExport(connections, signer);
  }

  @Override
  public void record(Caller caller, AuditEvent event) {
    if (!transactions.isActive()) {
      throw new IllegalStateException("a change is recorded in its own transaction");
    }
    List<PendingRow> rows = EntryLines.rows(LogName.of(caller), writer.write(caller, event));
    connections.use(
        connection -> {
          PendingRows.insert(connection, rows);
          return null;
        });
    transactions.afterCommit(() -> queue.add(rows));
  }

  @Override
  public void recordRead(Caller caller, AuditEvent event) {
    recordReadAsync(caller, event).await();
  }

  @Override
  public Recording recordReadAsync(Caller caller, AuditEvent event) {
    return groups.add(LogName.of(caller), writer.write(caller, event));
  }

  @Override
  public void recordRefusal(Caller caller, AuditEvent event) {
    recordRead(caller, event);
  }

  @Override
  public List<Entry> entries(Caller caller, Query query, long before, int limit) {
    catchUp();
    List<Entry> entries = reader.entries(LogName.of(caller), query, before, limit);
    recordRead(caller, done(READ, Integer.toString(entries.size())));
    return entries;
  }

  @Override
  public String checkpoint(Caller caller) {
    catchUp();
    byte[] note =
        newest(caller).map(Head::note).orElseGet(() -> signer.signEmpty(LogName.of(caller)));
    return new String(note, StandardCharsets.UTF_8);
  }

  @Override
  public Optional<Inclusion> inclusion(Caller caller, String entry) {
    catchUp();
    Optional<Inclusion> inclusion = proofs.inclusion(LogName.of(caller), entry);
    if (inclusion.isPresent()) {
      recordRead(caller, AuditEvent.of(PROVE, entry));
    }
    return inclusion;
  }

  @Override
  public Consistency consistency(Caller caller, long from, long to) {
    catchUp();
    return proofs.consistency(LogName.of(caller), from, to);
  }

  @Override
  public String verifierKey(Caller caller) {
    String tenant = LogName.of(caller);
    Origin origin =
        newest(caller)
            .map(head -> Origin.parse(head.checkpoint().origin()))
            .orElseGet(() -> signer.origin(tenant, 1));
    return signer.key(origin).toString();
  }

  @Override
  public void export(Caller caller, OutputStream out) throws IOException {
    recordRead(caller, done(EXPORT, ""));
    catchUp();
    exporter.write(
        LogName.of(caller),
        line -> {
          out.write(line);
          out.write('\n');
        });
    out.flush();
  }

  private void catchUp() {
    if (!transactions.isActive()) {
      integrator.catchUp();
    }
  }

  private Optional<Head> newest(Caller caller) {
    return connections.use(connection -> Heads.newest(connection, LogName.of(caller)));
  }

  private static AuditEvent done(String operation, String detail) {
    return AuditEvent.list(operation, new long[0], "audit").withDetail(detail);
  }
}
