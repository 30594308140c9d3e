// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.audit.Outcome;
import io.privity.api.caller.Caller;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was recorded, and drops what rolled back. */
final class TestAuditLog implements AuditLog {
  record Recorded(Caller caller, AuditEvent event) {}

  final List<Recorded> entries = new CopyOnWriteArrayList<>();
  private final TestDatabase database;

  TestAuditLog(TestDatabase database) {
    this.database = database;
  }

  /** The operations in a log, the operator's for null, refused ones with their code. */
  List<String> operations(UUID tenant) {
    return entries.stream()
        .filter(entry -> Objects.equals(entry.caller().tenant(), tenant))
        .map(Recorded::event)
        .map(e -> e.operation() + (e.outcome() == Outcome.OK ? "" : "!" + e.detail()))
        .toList();
  }

  @Override
  public void record(Caller caller, AuditEvent event) {
    if (!database.isActive()) {
      throw new IllegalStateException("no transaction is open");
    }
    database.afterCommit(() -> entries.add(new Recorded(caller, event)));
  }

  @Override
  public void recordRead(Caller caller, AuditEvent event) {
    entries.add(new Recorded(caller, event));
  }

  @Override
  public void recordRefusal(Caller caller, AuditEvent event) {
    entries.add(new Recorded(caller, event));
  }

  @Override
  public List<Entry> entries(Caller caller, Query query, long before, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String checkpoint(Caller caller) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Inclusion> inclusion(Caller caller, String entry) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Consistency consistency(Caller caller, long from, long to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String verifierKey(Caller caller) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void export(Caller caller, OutputStream out) {
    throw new UnsupportedOperationException();
  }
}
