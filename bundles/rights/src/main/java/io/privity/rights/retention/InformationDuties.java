// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.retention;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.RecordName;
import io.privity.api.persistence.StoreException;
import io.privity.api.persistence.Transactions;
import io.privity.api.privacy.Due;
import io.privity.api.privacy.Subject;
import io.privity.rights.Holders;
import io.privity.rights.People;
import io.privity.rights.Refusals;
import io.privity.rights.SealedJson;
import io.privity.rights.request.TimeZones;
import io.privity.rights.store.RetentionStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Whom the tenant must tell that it has their data, since it was not obtained from them (Art. 14):
 * within a month from its coming, unless told before or an exception of Art. 14(5) applies.
 */
@Component(service = InformationDuties.class)
public final class InformationDuties {
  /** The event that holders name for data that came from others. */
  public static final String IMPORTED = "imported";

  private static final String KIND = "rights-informed";
  private static final String CATEGORY = "information";
  private static final Set<String> EXCEPTIONS =
      Set.of("has-information", "disproportionate-effort", "laid-down-by-law", "secrecy");

  private final Holders holders;
  private final People people;
  private final TimeZones zones;
  private final RetentionStore store;
  private final SealedJson json;
  private final AuditLog audit;
  private final Transactions transactions;
  private final Clock clock;

  /** A duty: whom, since when, until when. */
  public record Duty(String contact, Instant since, Instant due) {}

  /**
   * How a duty was met.
   *
   * @param at when the subject was told; null with an exception
   * @param how such as {@code letter}; or null
   * @param exception of Art. 14(5): {@code has-information}, {@code disproportionate-effort},
   *     {@code laid-down-by-law}, {@code secrecy}; or null
   */
  public record Informed(Instant at, String how, String exception) {}

  @Activate
  public InformationDuties(
      @Reference Holders holders,
      @Reference People people,
      @Reference TimeZones zones,
      @Reference RetentionStore store,
      @Reference SealedJson json,
      @Reference AuditLog audit,
      @Reference Transactions transactions) {
    this(holders, people, zones, store, json, audit, transactions, Clock.systemUTC());
  }

  InformationDuties(
      Holders holders,
      People people,
      TimeZones zones,
      RetentionStore store,
      SealedJson json,
      AuditLog audit,
      Transactions transactions,
      Clock clock) {
    this.holders = holders;
    this.people = people;
    this.zones = zones;
    this.store = store;
    this.json = json;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * The open duties, the oldest first.
   *
   * @param overdueOnly those alone whose month is over
   * @param skip how many to pass over
   */
  public List<Duty> open(Caller caller, boolean overdueOnly, int skip, int limit) {
    Set<Long> informed = new HashSet<>(store.informed(caller.tenant()));
    ZoneId zone = zones.of(caller);
    Instant now = clock.instant();
    List<Duty> duties =
        holders.present().values().stream()
            .flatMap(holder -> holder.due(caller, IMPORTED, now, Integer.MAX_VALUE).stream())
            .filter(due -> !informed.contains(due.subject().leaf()))
            .map(due -> duty(due, zone))
            .filter(duty -> !overdueOnly || duty.due().isBefore(now))
            .skip(skip)
            .limit(limit)
            .toList();
    audit.recordRead(
        caller,
        AuditEvent.list("rights.information-duties", new long[0], CATEGORY)
            .withDetail(Integer.toString(duties.size())));
    return duties;
  }

  /**
   * Marks a subject as informed; once for ever.
   *
   * @throws io.privity.api.rights.RightsException {@code no-such-contact}, {@code invalid-value},
   *     {@code informed-already}
   */
  public Informed inform(Caller caller, String contact, Informed given) {
    Subject subject = people.require(caller, contact);
    Informed informed = checked(given);
    byte[] sealed = json.seal(caller, name(subject.leaf()), informed);
    try {
      transactions.call(
          () -> {
            store.inform(caller.tenant(), subject.leaf(), sealed);
            audit.record(caller, AuditEvent.of("rights.inform", contact, subject.leaf(), CATEGORY));
            return null;
          });
    } catch (StoreException e) {
      throw e.code().equals(StoreException.DUPLICATE)
          ? Refusals.conflict("informed-already", "The subject was informed before.")
          : e;
    }
    return informed;
  }

  /** How the subject was informed; without a trace of its own. */
  Optional<Informed> informed(Caller caller, Subject subject) {
    return store
        .informed(caller.tenant(), subject.leaf())
        .map(row -> json.open(caller, name(subject.leaf()), row, Informed.class));
  }

  private Informed checked(Informed given) {
    if (given == null || given.exception() == null) {
      Instant at = given == null || given.at() == null ? clock.instant() : given.at();
      if (at.isAfter(clock.instant())) {
        throw Refusals.invalid("at", "at lies in the future.");
      }
      String how = given == null ? null : given.how();
      Refusals.requireText("how", how, 200);
      return new Informed(at, how, null);
    }
    if (!EXCEPTIONS.contains(given.exception())) {
      throw Refusals.invalid(
          "exception",
          "exception is has-information, disproportionate-effort, laid-down-by-law or secrecy"
              + " (Art. 14(5)).");
    }
    return new Informed(null, null, given.exception());
  }

  private static Duty duty(Due due, ZoneId zone) {
    Instant until = due.at().atZone(zone).plusMonths(1).toInstant();
    return new Duty(due.subject().id(), due.at(), until);
  }

  private static RecordName name(long leaf) {
    return new RecordName(leaf, KIND, "informed", 0);
  }
}
