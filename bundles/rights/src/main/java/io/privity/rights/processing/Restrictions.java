// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.persistence.Transactions;
import io.privity.api.privacy.Subject;
import io.privity.rights.Holders;
import io.privity.rights.Refusals;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sets and lifts restrictions (Art. 18), and tells the holders. */
@Component(service = Restrictions.class)
public final class Restrictions {
  private static final String CATEGORY = "restriction";

  private final Standings standings;
  private final Purposes purposes;
  private final Holders holders;
  private final AuditLog audit;
  private final Transactions transactions;
  private final Clock clock;

  @Activate
  public Restrictions(
      @Reference Standings standings,
      @Reference Purposes purposes,
      @Reference Holders holders,
      @Reference AuditLog audit,
      @Reference Transactions transactions) {
    this(standings, purposes, holders, audit, transactions, Clock.systemUTC());
  }

  Restrictions(
      Standings standings,
      Purposes purposes,
      Holders holders,
      AuditLog audit,
      Transactions transactions,
      Clock clock) {
    this.standings = standings;
    this.purposes = purposes;
    this.holders = holders;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Restricts; in force for every use once this returns.
   *
   * @param request the request that asks for it, or an empty string
   * @param consents purposes that the subject allows all the same; null for none
   * @throws io.privity.api.rights.RightsException {@code invalid-value}
   */
  void set(
      Caller caller,
      Subject subject,
      Standing.Ground ground,
      String request,
      Collection<String> consents) {
    Set<String> allowed = purposes.named(caller, "consents", consents);
    Standing.Restriction restriction =
        new Standing.Restriction(ground, clock.instant(), request, allowed);
    change(caller, subject, "rights.restrict", restriction);
  }

  /**
   * Lifts a restriction.
   *
   * @param told when the subject was told that it will be lifted (Art. 18(3))
   * @throws io.privity.api.rights.RightsException {@code not-told}, {@code not-restricted}
   */
  void lift(Caller caller, Subject subject, Instant told) {
    if (told == null || told.isAfter(clock.instant())) {
      throw Refusals.conflict(
          "not-told", "The subject is told before a restriction is lifted (Art. 18(3)): say when.");
    }
    change(caller, subject, "rights.lift-restriction", null);
  }

  /** The standing, to be shown; recorded. */
  Standing show(Caller caller, Subject subject) {
    Standing standing = standings.standing(caller, subject).standing();
    audit.recordRead(
        caller, AuditEvent.of("rights.show-restriction", subject.id(), subject.leaf(), CATEGORY));
    return standing;
  }

  private void change(
      Caller caller, Subject subject, String operation, Standing.Restriction restriction) {
    transactions.call(
        () -> {
          Standings.Versioned current = standings.standing(caller, subject);
          if (restriction == null && current.standing().restriction() == null) {
            throw Refusals.conflict("not-restricted", "The subject is not restricted.");
          }
          Standing next = current.standing().restricted(restriction);
          standings.put(
              caller, subject, restriction == null ? next.erasedAt(null) : next, current.version());
          audit.record(caller, AuditEvent.of(operation, subject.id(), subject.leaf(), CATEGORY));
          return null;
        });
    holders
        .present()
        .values()
        .forEach(holder -> holder.restrict(caller, subject, restriction != null));
  }
}
