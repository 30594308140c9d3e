// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.loyalty;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.privacy.Subject;
import io.privity.api.privacy.Subjects;
import io.privity.api.rights.Processing;
import io.privity.loyalty.privacy.LoyaltyHolder;
import io.privity.loyalty.store.EventRows;
import io.privity.testkit.TestAuditLog;
import io.privity.testkit.TestClock;
import io.privity.testkit.TestJson;
import io.privity.testkit.TestKeyring;
import io.privity.testkit.TestStore;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** The plugin over the test kit, for a tenant of its own, and who its customers are. */
public final class Shop implements Subjects, Processing {
  public static final TestStore STORE = TestStore.migrated("db/loyalty.xml");

  public final TestKeyring keyring = new TestKeyring();
  public final Caller caller = keyring.caller(Role.MEMBER);
  public final TestAuditLog audit = new TestAuditLog(STORE.transactions());
  public final TestClock clock = new TestClock();
  public final TestJson json = new TestJson();
  public final EventRows rows =
      new EventRows(STORE.dataSource(), STORE.transactions(), STORE.schema());
  public final Ledger ledger = new Ledger(rows, keyring, json);
  public final Loyalty loyalty =
      new Loyalty(ledger, this, this, audit, STORE.transactions(), clock);
  public final LoyaltyHolder holder = new LoyaltyHolder(loyalty, ledger, rows, this, json, clock);

  /** The leaves of those whose data may not be used. */
  public final Set<Long> restricted = new HashSet<>();

  private final Map<String, Subject> customers = new LinkedHashMap<>();

  public Subject customer() {
    String id = UUID.randomUUID().toString();
    Subject subject = new Subject(caller.tenant(), id, keyring.newSubject(caller), List.of("club"));
    customers.put(id, subject);
    return subject;
  }

  public Event book(Subject customer, long points, String reason, String invoice) {
    return loyalty.book(caller, customer.id(), new Booking(points, reason, invoice)).event();
  }

  public long balance(Subject customer) {
    return loyalty.statement(caller, customer.id(), Long.MAX_VALUE, 1).balance();
  }

  @Override
  public Optional<Subject> find(Caller asking, String id) {
    return Optional.ofNullable(customers.get(id))
        .filter(found -> found.tenant().equals(asking.tenant()));
  }

  @Override
  public Set<String> identifiers(Caller asking, Subject subject) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String displayName(Caller asking, Subject subject) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Passage> mentions(Caller asking, Subject self, String text) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void forEach(Caller asking, Consumer<Subject> sink) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Decision permits(Caller asking, Subject subject, String purpose) {
    boolean free = !restricted.contains(subject.leaf());
    return new Decision(free, free ? "permitted" : "restricted");
  }

  @Override
  public Permission permission(Caller asking) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isDefined(Caller asking, String purpose) {
    throw new UnsupportedOperationException();
  }
}
