// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.persistence.Transactions;
import io.privity.audit.store.Connections;
import io.privity.testkit.TestClock;
import io.privity.testkit.TestStore;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A log on a store in memory, without its own thread, and a clock that is set by hand. */
final class TestLog {
  static final AuditLog.Query ANY = new AuditLog.Query(null, null, null, null, null, null);

  private static final TestStore STORE = TestStore.migrated("db/audit.xml");

  final TestStore store;
  final MemoryVault vault;
  final TestClock clock = new TestClock();
  final Connections connections;
  final CheckpointSigner signer;
  final EntryWriter writer = new EntryWriter(clock);
  final PendingQueue queue = new PendingQueue();
  final GroupCommit groups;
  final Integrator integrator;
  final OperatorWitness witness;
  final MerkleAuditLog log;
  final Retention retention;

  TestLog() {
    this(emptyStore(), new MemoryVault());
  }

  static TestStore emptyStore() {
    STORE.clear();
    return STORE;
  }

  /** The log as it is after a restart. */
  TestLog(TestStore store, MemoryVault vault) {
    this.store = store;
    this.vault = vault;
    connections = new Connections(store.dataSource());
    Transactions transactions = store.transactions();
    signer = new CheckpointSigner(vault, "server");
    LogAppender appender = new LogAppender(signer, clock);
    integrator = new Integrator(connections, transactions, appender, vault, queue);
    witness = new OperatorWitness(connections, transactions, writer, queue);
    groups = new GroupCommit(connections, transactions, queue);
    groups.start();
    log = new MerkleAuditLog(connections, transactions, writer, queue, groups, integrator, signer);
    retention = new Retention(connections, transactions, writer, queue, clock, Period.ofDays(1));
  }

  static Caller caller() {
    return new Caller(
        UUID.randomUUID(), UUID.randomUUID().toString(), 1, "token", Set.of(Role.OWNER), "crm", "");
  }

  /** Records a change, a minute after the one before, so that each batch keeps its checkpoint. */
  void change(Caller caller, String record) {
    clock.move(Duration.ofMinutes(1));
    store
        .transactions()
        .call(
            () -> {
              log.record(caller, AuditEvent.of("contacts.create", record, 7, "contact"));
              return null;
            });
  }

  /** So many entries, placed in batches. */
  void fill(Caller caller, int entries, int batch) {
    for (int i = 0; i < entries; i++) {
      change(caller, "record-" + i);
      if (i % batch == batch - 1) {
        integrator.catchUp();
      }
    }
    integrator.catchUp();
  }

  List<byte[]> export(Caller caller) throws Exception {
    List<byte[]> lines = new ArrayList<>();
    new LogExport(connections, signer).write(io.privity.audit.store.LogName.of(caller), lines::add);
    return lines;
  }

  String exported(Caller caller) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    log.export(caller, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
