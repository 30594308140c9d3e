// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.erasure;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.RecordName;
import io.privity.api.persistence.Transactions;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Retained;
import io.privity.api.privacy.Subject;
import io.privity.rights.Ids;
import io.privity.rights.OfSubject;
import io.privity.rights.Pages;
import io.privity.rights.People;
import io.privity.rights.Refusals;
import io.privity.rights.SealedJson;
import io.privity.rights.store.HoldStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What a tenant must keep, datum by datum, should the subject be erased (Art. 17(3)). A hold never
 * covers a whole person, and always ends.
 */
@Component(service = Holds.class)
public final class Holds {
  private static final String KIND = "rights-hold";
  private static final String CATEGORY = "hold";
  private static final int MOST_DATA = 200;
  private static final int LONGEST_REASON = 1000;

  private final HoldStore store;
  private final People people;
  private final SealedJson json;
  private final AuditLog audit;
  private final Transactions transactions;
  private final Clock clock;

  /**
   * A hold.
   *
   * @param data the ids of the data, as the preview of an erasure names them
   * @param ground the code of Art. 17(3)
   * @param until when it ends
   */
  public record Hold(
      String id,
      String contact,
      List<String> data,
      String ground,
      String reason,
      Instant until,
      Instant createdAt) {}

  @Activate
  public Holds(
      @Reference HoldStore store,
      @Reference People people,
      @Reference SealedJson json,
      @Reference AuditLog audit,
      @Reference Transactions transactions) {
    this(store, people, json, audit, transactions, Clock.systemUTC());
  }

  Holds(
      HoldStore store,
      People people,
      SealedJson json,
      AuditLog audit,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.people = people;
    this.json = json;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * @param given {@code id} and {@code createdAt} are ignored
   * @throws io.privity.api.rights.RightsException {@code no-such-contact}, {@code invalid-value}
   */
  public OfSubject<Hold> place(Caller caller, Hold given) {
    check(given);
    Subject subject = people.require(caller, given.contact());
    Instant now = clock.instant();
    Hold hold =
        new Hold(
            Ids.next(now),
            subject.id(),
            List.copyOf(given.data()),
            given.ground(),
            given.reason(),
            given.until(),
            now);
    byte[] sealed = json.seal(caller, name(subject.leaf(), hold.id()), hold);
    transactions.call(
        () -> {
          store.insert(
              caller.tenant(),
              new HoldStore.Hold(
                  hold.id(), subject.leaf(), subject.id(), hold.until().toEpochMilli(), sealed));
          audit.record(
              caller, AuditEvent.of("rights.place-hold", hold.id(), subject.leaf(), CATEGORY));
          return null;
        });
    return new OfSubject<>(hold, subject.leaf());
  }

  /** The first first; fewer than {@code limit} are the last. */
  public List<Hold> list(Caller caller, String after, int limit) {
    List<OfSubject<Hold>> page =
        Pages.full(
            after,
            limit,
            (place, count) -> store.page(caller.tenant(), place, count),
            HoldStore.Hold::id,
            row -> open(caller, row).map(hold -> new OfSubject<>(hold, row.leaf())));
    audit.recordRead(
        caller,
        AuditEvent.list(
            "rights.holds", page.stream().mapToLong(OfSubject::leaf).toArray(), CATEGORY));
    return page.stream().map(OfSubject::value).toList();
  }

  /**
   * @throws io.privity.api.rights.RightsException {@code no-such-hold}
   */
  public void release(Caller caller, String id) {
    HoldStore.Hold row =
        store.find(caller.tenant(), id).orElseThrow(() -> Refusals.missing("hold"));
    transactions.call(
        () -> {
          if (!store.delete(caller.tenant(), id)) {
            throw Refusals.missing("hold");
          }
          audit.record(caller, AuditEvent.of("rights.release-hold", id, row.leaf(), CATEGORY));
          return null;
        });
  }

  /** The holds of a subject that are in force; without a trace of its own. */
  List<Hold> inForce(Caller caller, Subject subject) {
    Instant now = clock.instant();
    return of(caller, subject).stream().filter(hold -> hold.until().isAfter(now)).toList();
  }

  /** All holds of a subject; without a trace of its own. */
  List<Hold> of(Caller caller, Subject subject) {
    return store.of(caller.tenant(), subject.leaf()).stream()
        .flatMap(row -> open(caller, row).stream())
        .toList();
  }

  /** The longest of the holds that name a datum. */
  static Optional<Retained> on(Datum datum, List<Hold> holds) {
    return holds.stream()
        .filter(hold -> hold.data().contains(datum.id()))
        .max(Comparator.comparing(Hold::until))
        .map(hold -> new Retained(Retained.Ground.of(hold.ground()), hold.reason(), hold.until()));
  }

  private void check(Hold given) {
    if (given == null || given.contact() == null) {
      throw Refusals.invalid("contact", "Name the contact.");
    }
    if (given.data() == null || given.data().isEmpty() || given.data().size() > MOST_DATA) {
      throw Refusals.invalid(
          "data", "A hold names 1 to " + MOST_DATA + " data: no ground keeps a whole person.");
    }
    if (given.reason() == null
        || given.reason().isBlank()
        || given.reason().length() > LONGEST_REASON) {
      throw Refusals.invalid("reason", "Say why, in at most " + LONGEST_REASON + " characters.");
    }
    try {
      Retained.Ground.of(given.ground());
    } catch (IllegalArgumentException e) {
      throw Refusals.invalid(
          "ground",
          "ground is free-expression, legal-obligation, public-health, archiving or legal-claims.");
    }
    if (given.until() == null || !given.until().isAfter(clock.instant())) {
      throw Refusals.invalid("until", "A hold ends, in the future.");
    }
  }

  /** Empty when the subject was erased. */
  Optional<Hold> open(Caller caller, HoldStore.Hold row) {
    return json.openUnlessErased(caller, name(row.leaf(), row.id()), row.sealed(), Hold.class);
  }

  private static RecordName name(long leaf, String id) {
    return new RecordName(leaf, KIND, id, 0);
  }
}
