// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.loyalty;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.persistence.StoreException;
import io.privity.api.persistence.Transactions;
import io.privity.api.privacy.Subject;
import io.privity.api.privacy.Subjects;
import io.privity.api.rights.Processing;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The loyalty points of a tenant's contacts. Nothing is booked or shown but of whom the caller may
 * use the data now, and nothing without its entry in the log. Thread-safe.
 */
@Component(service = Loyalty.class)
public final class Loyalty {
  /** The category of all data of this plugin. */
  public static final String CATEGORY = "loyalty";

  private final Ledger ledger;
  private final Subjects subjects;
  private final Processing processing;
  private final AuditLog audit;
  private final Transactions transactions;
  private final Clock clock;

  /**
   * A page of an account.
   *
   * @param subject whose it is
   * @param newest the number of the newest event, 0 when there is none
   * @param events the newest first
   */
  public record Statement(Subject subject, long newest, long balance, List<Event> events) {}

  /** What was booked, and for whom. */
  public record Booked(Subject subject, Event event) {}

  @Activate
  public Loyalty(
      @Reference Ledger ledger,
      @Reference Subjects subjects,
      @Reference Processing processing,
      @Reference AuditLog audit,
      @Reference Transactions transactions) {
    this(ledger, subjects, processing, audit, transactions, Clock.systemUTC());
  }

  Loyalty(
      Ledger ledger,
      Subjects subjects,
      Processing processing,
      AuditLog audit,
      Transactions transactions,
      Clock clock) {
    this.ledger = ledger;
    this.subjects = subjects;
    this.processing = processing;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * The balance, and events with lower numbers than {@code before}.
   *
   * @throws LoyaltyException {@code no-such-contact}
   */
  public Statement statement(Caller caller, String contact, long before, int limit) {
    Subject subject = require(caller, contact);
    Optional<Event> newest = ledger.newest(caller, subject);
    List<Event> events = ledger.before(caller, subject, before, limit);
    audit.recordRead(caller, AuditEvent.of("loyalty.read", contact, subject.leaf(), CATEGORY));
    return new Statement(subject, newest.map(Event::number).orElse(0L), balance(newest), events);
  }

  /**
   * Books what was earned or redeemed; more than there is can't be redeemed.
   *
   * @throws LoyaltyException {@code no-such-contact}, {@code invalid-booking}, {@code
   *     not-enough-points}, {@code booked-meanwhile}
   */
  public Booked book(Caller caller, String contact, Booking booking) {
    Subject subject = require(caller, contact);
    booking.checked();
    try {
      Event event = transactions.call(() -> append(caller, subject, booking));
      return new Booked(subject, event);
    } catch (StoreException e) {
      throw e.code().equals(StoreException.DUPLICATE) ? LoyaltyException.bookedMeanwhile() : e;
    }
  }

  private Event append(Caller caller, Subject subject, Booking booking) {
    Optional<Event> newest = ledger.newest(caller, subject);
    Event event =
        new Event(
                newest.map(Event::number).orElse(0L) + 1,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                booking.points(),
                0,
                booking.reason(),
                booking.invoice())
            .after(balance(newest));
    if (event.points() < 0 && event.balance() < 0) {
      throw LoyaltyException.notEnoughPoints();
    }
    ledger.append(caller, subject, event);
    audit.record(caller, AuditEvent.of("loyalty.book", subject.id(), subject.leaf(), CATEGORY));
    return event;
  }

  /**
   * Puts events right, and the balances behind them, which may be below zero then. For the rights
   * work, which records what it does.
   *
   * @param right the events by number; one that is empty is taken away
   */
  public void correct(Caller caller, Subject subject, Map<Long, Optional<Event>> right) {
    transactions.call(
        () -> {
          long balance = 0;
          for (Event event : ledger.of(caller, subject)) {
            Optional<Event> kept = right.getOrDefault(event.number(), Optional.of(event));
            if (kept.isEmpty()) {
              ledger.remove(caller, subject, event);
            } else {
              Event corrected = kept.get().after(balance);
              balance = corrected.balance();
              if (!corrected.equals(event)) {
                ledger.replace(caller, subject, corrected);
              }
            }
          }
          return null;
        });
  }

  private Subject require(Caller caller, String contact) {
    return subjects
        .find(caller, contact)
        .filter(found -> processing.permits(caller, found, caller.purpose()).permitted())
        .orElseThrow(LoyaltyException::noSuchContact);
  }

  private static long balance(Optional<Event> newest) {
    return newest.map(Event::balance).orElse(0L);
  }
}
