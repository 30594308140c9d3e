// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.Anchors;
import io.privity.api.persistence.Transactions;
import io.privity.audit.store.Connections;
import java.time.Clock;
import java.time.Period;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** The log at work: everything that runs while the store agrees with its anchors. */
final class OpenLog implements AutoCloseable {
  private static final String EMBEDDED = "Derby";
  private static final long BEHIND_MILLIS = 10_000;

  private final PendingQueue queue = new PendingQueue();
  private final GroupCommit groups;
  private final Integrator integrator;
  private final IntegratorTask task;
  private final MerkleAuditLog log;
  private final LogReader reader;
  private final Retention retention;
  private final DailyPruning pruning;

  OpenLog(
      Connections connections,
      Transactions transactions,
      Anchors anchors,
      CheckpointSigner signer,
      EntryWriter writer,
      Clock clock,
      Period period) {
    LogAppender appender = new LogAppender(signer, clock);
    integrator = new Integrator(connections, transactions, appender, anchors, queue);
    boolean sharedStore =
        connections.use(
            connection -> !connection.getMetaData().getDatabaseProductName().contains(EMBEDDED));
    OperatorWitness witness = new OperatorWitness(connections, transactions, writer, queue);
    retention = new Retention(connections, transactions, writer, queue, clock, period);
    pruning = new DailyPruning(retention);
    task = new IntegratorTask(integrator, queue, witness, pruning, clock, sharedStore);
    reader = new LogReader(connections);
    groups = new GroupCommit(connections, transactions, queue);
    log = new MerkleAuditLog(connections, transactions, writer, queue, groups, integrator, signer);
  }

  /** Starts; what an earlier run left behind gets its place first. */
  void start() {
    groups.start();
    task.start();
  }

  AuditLog log() {
    return log;
  }

  void catchUp() {
    integrator.catchUp();
  }

  PruneReport prune(Caller operator, boolean dryRun) {
    AuditEvent event = AuditEvent.list("audit.retention", new long[0], "audit");
    log.recordRead(operator, event.withDetail(dryRun ? "dry-run" : ""));
    return dryRun ? retention.preview() : retention.prune(operator);
  }

  void forEachEntry(UUID tenant, Consumer<byte[]> sink) {
    catchUp();
    reader.forEach(tenant.toString(), sink);
  }

  boolean isPruningFailing() {
    return pruning.isFailing();
  }

  boolean isRunning() {
    return task.isAlive() && !task.isFailing();
  }

  boolean isBehind() {
    return queue.waitingMillis() > BEHIND_MILLIS;
  }

  /** The logs that can't be extended. */
  Set<String> damaged() {
    return integrator.damaged();
  }

  void retryDamaged() {
    integrator.retryDamaged();
  }

  boolean isAnchoring() {
    return integrator.isAnchoring();
  }

  @Override
  public void close() {
    groups.close();
    task.close();
  }
}
