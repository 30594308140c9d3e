// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.persistence.Transactions;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Keeps what was recorded; a change counts once its transaction is committed. */
public final class TestAuditLog implements AuditLog {
  public final List<AuditEvent> events = Collections.synchronizedList(new ArrayList<>());
  private final Transactions transactions;

  public TestAuditLog(Transactions transactions) {
    this.transactions = transactions;
  }

  public AuditEvent last() {
    return events.get(events.size() - 1);
  }

  @Override
  public void record(Caller caller, AuditEvent event) {
    if (!transactions.isActive()) {
      throw new IllegalStateException("no transaction");
    }
    transactions.afterCommit(() -> events.add(event));
  }

  @Override
  public void recordRead(Caller caller, AuditEvent event) {
    events.add(event);
  }

  @Override
  public void recordRefusal(Caller caller, AuditEvent event) {
    events.add(event);
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
