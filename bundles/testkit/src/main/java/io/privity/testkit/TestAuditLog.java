// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.testkit;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.audit.Outcome;
import io.privity.api.caller.Caller;
import io.privity.api.persistence.Transactions;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Remembers what was recorded, in its order: a change once its transaction is committed, a read or
 * refusal at once. Like the real log it refuses a change outside of a transaction. It answers no
 * query.
 */
public final class TestAuditLog implements AuditLog {
  /** What was recorded, and for whom. */
  public record Recorded(Caller caller, AuditEvent event) {}

  private final List<Recorded> entries = new CopyOnWriteArrayList<>();
  private final Transactions transactions;

  public TestAuditLog(Transactions transactions) {
    this.transactions = transactions;
  }

  /** All that was recorded until now. */
  public List<Recorded> recorded() {
    return List.copyOf(entries);
  }

  public List<AuditEvent> events() {
    return entries.stream().map(Recorded::event).toList();
  }

  /** The latest event. */
  public AuditEvent last() {
    return entries.get(entries.size() - 1).event();
  }

  /** The operations in one log, the operator's for null; those refused or failed with !code. */
  public List<String> operations(UUID tenant) {
    return entries.stream()
        .filter(entry -> Objects.equals(entry.caller().tenant(), tenant))
        .map(Recorded::event)
        .map(e -> e.operation() + (e.outcome() == Outcome.OK ? "" : "!" + e.detail()))
        .toList();
  }

  /** Forgets what was recorded until now. */
  public void clear() {
    entries.clear();
  }

  @Override
  public void record(Caller caller, AuditEvent event) {
    if (!transactions.isActive()) {
      throw new IllegalStateException("no transaction is open");
    }
    transactions.afterCommit(() -> entries.add(new Recorded(caller, event)));
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
