// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.RecordName;
import io.privity.api.persistence.Transactions;
import io.privity.api.privacy.Subject;
import io.privity.api.problem.Kind;
import io.privity.api.rights.Processing;
import io.privity.api.rights.RightsException;
import io.privity.rights.Ids;
import io.privity.rights.OfSubject;
import io.privity.rights.People;
import io.privity.rights.Refusals;
import io.privity.rights.SealedJson;
import io.privity.rights.store.DisclosureStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The ledger of who was given which data of a subject (Art. 15(1)(c), 19). */
@Component(service = Disclosures.class)
public final class Disclosures {
  private static final String KIND = "rights-disclosure";
  private static final String CATEGORY = "disclosure";
  private static final int MOST_FIELDS = 100;

  private final People people;
  private final Processing processing;
  private final DisclosureStore store;
  private final SealedJson json;
  private final AuditLog audit;
  private final Transactions transactions;
  private final Clock clock;

  /**
   * A disclosure.
   *
   * @param recipient who was given the data, as the subject will read it
   * @param fields what was given
   * @param at when; null for now
   */
  public record Disclosure(
      String id, String recipient, List<String> fields, String purpose, Instant at) {}

  @Activate
  public Disclosures(
      @Reference People people,
      @Reference Processing processing,
      @Reference DisclosureStore store,
      @Reference SealedJson json,
      @Reference AuditLog audit,
      @Reference Transactions transactions) {
    this(people, processing, store, json, audit, transactions, Clock.systemUTC());
  }

  Disclosures(
      People people,
      Processing processing,
      DisclosureStore store,
      SealedJson json,
      AuditLog audit,
      Transactions transactions,
      Clock clock) {
    this.people = people;
    this.processing = processing;
    this.store = store;
    this.json = json;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Records a disclosure; one that is not permitted is refused, since the data must not go.
   *
   * @throws RightsException {@code no-such-contact}, {@code invalid-value}, {@code
   *     processing-not-permitted} (member {@code why})
   */
  public OfSubject<Disclosure> record(Caller caller, String contact, Disclosure given) {
    Subject subject = people.require(caller, contact);
    check(given);
    String purpose = given.purpose() == null ? caller.purpose() : given.purpose();
    Processing.Decision decision = processing.permits(caller, subject, purpose);
    if (!decision.permitted()) {
      audit.recordRefusal(caller, AuditEvent.refused("rights.disclose", decision.code()));
      throw new RightsException(
          Kind.FORBIDDEN,
          "processing-not-permitted",
          "The subject's data may not be used for this purpose.",
          Map.of("why", decision.code()));
    }
    Instant now = clock.instant();
    Disclosure disclosure =
        new Disclosure(
            Ids.next(now),
            given.recipient(),
            given.fields() == null ? List.of() : given.fields(),
            purpose,
            given.at() == null ? now : given.at());
    byte[] sealed = json.seal(caller, name(subject.leaf(), disclosure.id()), disclosure);
    transactions.call(
        () -> {
          store.insert(
              caller.tenant(),
              new DisclosureStore.Disclosure(disclosure.id(), subject.leaf(), sealed));
          audit.record(caller, AuditEvent.of("rights.disclose", contact, subject.leaf(), CATEGORY));
          return null;
        });
    return new OfSubject<>(disclosure, subject.leaf());
  }

  public List<Disclosure> list(Caller caller, String contact) {
    Subject subject = people.require(caller, contact);
    List<Disclosure> all = of(caller, subject);
    audit.recordRead(
        caller, AuditEvent.of("rights.disclosures", contact, subject.leaf(), CATEGORY));
    return all;
  }

  /** Without a trace of its own: whoever asks records what it does. */
  List<Disclosure> of(Caller caller, Subject subject) {
    return store.of(caller.tenant(), subject.leaf()).stream()
        .flatMap(row -> open(caller, row).stream())
        .toList();
  }

  /** All of the tenant's. */
  List<Disclosure> ofTenant(Caller caller) {
    return store.of(caller.tenant()).stream().flatMap(row -> open(caller, row).stream()).toList();
  }

  private Optional<Disclosure> open(Caller caller, DisclosureStore.Disclosure row) {
    return json.openUnlessErased(
        caller, name(row.leaf(), row.id()), row.sealed(), Disclosure.class);
  }

  private void check(Disclosure given) {
    if (given == null || given.recipient() == null) {
      throw Refusals.invalid("recipient", "Say who was given the data.");
    }
    Refusals.requireText("recipient", given.recipient(), 300);
    if (given.fields() != null
        && (given.fields().size() > MOST_FIELDS
            || given.fields().stream()
                .anyMatch(field -> field == null || field.isBlank() || field.length() > 100))) {
      throw Refusals.invalid("fields", "fields are at most 100 names of data.");
    }
    if (given.at() != null && given.at().isAfter(clock.instant())) {
      throw Refusals.invalid("at", "at lies in the future.");
    }
  }

  private static RecordName name(long leaf, String id) {
    return new RecordName(leaf, KIND, id, 0);
  }
}
