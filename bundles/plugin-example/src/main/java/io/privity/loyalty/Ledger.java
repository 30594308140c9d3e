// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.loyalty;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;
import io.privity.api.privacy.Subject;
import io.privity.api.rest.Json;
import io.privity.loyalty.store.EventRows;
import io.privity.loyalty.store.EventRows.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The events of accounts: sealed under the key of whose they are before they reach a row. */
@Component(service = Ledger.class)
public final class Ledger {
  private static final String KIND = "loyalty-event";

  private final EventRows rows;
  private final Keyring keyring;
  private final Json json;

  @Activate
  public Ledger(@Reference EventRows rows, @Reference Keyring keyring, @Reference Json json) {
    this.rows = rows;
    this.keyring = keyring;
    this.json = json;
  }

  Optional<Event> newest(Caller caller, Subject subject) {
    return before(caller, subject, Long.MAX_VALUE, 1).stream().findFirst();
  }

  /** Events with lower numbers, the newest first. */
  List<Event> before(Caller caller, Subject subject, long number, int limit) {
    return rows.before(caller.tenant(), subject.leaf(), number, limit).stream()
        .map(row -> open(caller, row))
        .toList();
  }

  /** All of a subject, the oldest first. */
  public List<Event> of(Caller caller, Subject subject) {
    return rows.of(caller.tenant(), subject.leaf()).stream().map(row -> open(caller, row)).toList();
  }

  /**
   * Hands over all of the caller's tenant with the contact's id, but for what an erasure has not
   * removed yet.
   */
  public void forEach(Caller caller, BiConsumer<String, Event> sink) {
    rows.forEach(
        caller.tenant(),
        row -> {
          if (!keyring.isPunctured(caller.tenant(), row.leaf())) {
            sink.accept(row.contact(), open(caller, row));
          }
        });
  }

  /**
   * @throws io.privity.api.persistence.StoreException {@code duplicate-key} when there is an event
   *     of that number
   */
  void append(Caller caller, Subject subject, Event event) {
    rows.insert(caller.tenant(), sealed(caller, subject, event));
  }

  void replace(Caller caller, Subject subject, Event event) {
    rows.update(caller.tenant(), sealed(caller, subject, event));
  }

  void remove(Caller caller, Subject subject, Event event) {
    rows.delete(caller.tenant(), subject.leaf(), event.number());
  }

  private Row sealed(Caller caller, Subject subject, Event event) {
    return new Row(
        subject.leaf(),
        event.number(),
        subject.id(),
        event.at().toEpochMilli(),
        keyring.seal(caller, name(subject.leaf(), event.number()), json.write(event)));
  }

  private Event open(Caller caller, Row row) {
    byte[] event = keyring.open(caller, name(row.leaf(), row.number()), row.sealed());
    return json.read(event, Event.class);
  }

  private static RecordName name(long leaf, long number) {
    return new RecordName(leaf, KIND, Long.toString(number), 0);
  }
}
