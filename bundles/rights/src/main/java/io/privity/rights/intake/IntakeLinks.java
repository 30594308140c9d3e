// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.intake;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.privacy.Subject;
import io.privity.rights.Ids;
import io.privity.rights.People;
import io.privity.rights.Refusals;
import io.privity.rights.store.LinkRows;
import io.privity.rights.store.LinkRows.LinkRow;
import io.privity.rights.store.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The links that a tenant hands to subjects: each opens one form, once, and with the code that was
 * handed over by another way. What comes in by one is an unverified request and no more.
 */
@Component(service = IntakeLinks.class)
public final class IntakeLinks {
  static final Duration LENGTH = Duration.ofDays(14);
  static final Duration LONGEST = Duration.ofDays(90);

  /** How long it can be said of a link that it has expired. */
  private static final Duration REMEMBERED = Duration.ofDays(365);

  private static final String CATEGORY = "rights-intake";

  private final Sql sql;
  private final LinkRows rows;
  private final IntakeCodes codes;
  private final People people;
  private final AuditLog audit;
  private final Clock clock;

  /**
   * What a link is made from.
   *
   * @param contact whose it is; null for one that anybody may use, who then says an e-mail address
   * @param expires null for two weeks from now
   */
  public record Wanted(String contact, Instant expires) {}

  /**
   * A new link. Address and code are shown once.
   *
   * @param secret what the address ends with
   */
  public record Made(String id, String secret, String code, Instant expires) {}

  @Activate
  public IntakeLinks(
      @Reference Sql sql,
      @Reference LinkRows rows,
      @Reference IntakeCodes codes,
      @Reference People people,
      @Reference AuditLog audit) {
    this(sql, rows, codes, people, audit, Clock.systemUTC());
  }

  IntakeLinks(
      Sql sql, LinkRows rows, IntakeCodes codes, People people, AuditLog audit, Clock clock) {
    this.sql = sql;
    this.rows = rows;
    this.codes = codes;
    this.people = people;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @throws io.privity.api.rights.RightsException {@code no-such-contact}, {@code invalid-value}
   */
  public Made make(Caller caller, Wanted wanted) {
    Instant now = clock.instant();
    Instant expires = wanted.expires() == null ? now.plus(LENGTH) : wanted.expires();
    if (!expires.isAfter(now) || expires.isAfter(now.plus(LONGEST))) {
      throw Refusals.invalid(
          "expires", "expires is a time within the next " + LONGEST.toDays() + " days.");
    }
    Optional<Subject> subject =
        Optional.ofNullable(wanted.contact()).map(contact -> people.require(caller, contact));
    return make(caller, subject, "", expires);
  }

  /**
   * A link to a request's package, which can be opened with the code until it expires.
   *
   * @param subject whose package it is
   */
  public Made toPackage(Caller caller, Subject subject, String request) {
    return make(caller, Optional.of(subject), request, clock.instant().plus(LENGTH));
  }

  private Made make(Caller caller, Optional<Subject> subject, String request, Instant until) {
    Instant now = clock.instant();
    Instant expires = until.truncatedTo(ChronoUnit.SECONDS);
    String id = Ids.next(now);
    IntakeSecret secret = IntakeSecret.next(caller.tenant(), UUID.fromString(id));
    String code = IntakeCodes.next();
    LinkRow link =
        new LinkRow(
            caller.tenant(),
            id,
            subject.map(Subject::id).orElse(""),
            request,
            secret.hash(),
            codes.hash(id, code),
            expires.toEpochMilli(),
            0,
            -1,
            now.toEpochMilli());
    sql.in(
        () -> {
          rows.removeExpired(caller.tenant(), now.minus(REMEMBERED).toEpochMilli());
          rows.insert(link);
          audit.record(caller, event("rights.intake-link-made", id, subject));
          return null;
        });
    return new Made(id, secret.text(), code, expires);
  }

  /**
   * Takes a link back that was not used.
   *
   * @throws io.privity.api.rights.RightsException {@code no-such-link}
   */
  public void revoke(Caller caller, String id) {
    sql.in(
        () -> {
          if (!rows.revoke(caller.tenant(), id, clock.millis())) {
            throw Refusals.missing("link");
          }
          audit.record(caller, event("rights.intake-link-revoked", id, Optional.empty()));
          return null;
        });
  }

  private static AuditEvent event(String operation, String link, Optional<Subject> subject) {
    return subject
        .map(who -> AuditEvent.of(operation, link, who.leaf(), CATEGORY))
        .orElseGet(() -> AuditEvent.of(operation, link));
  }

  /** The link of an address that is open now. */
  Optional<LinkRow> open(String address) {
    return IntakeSecret.parse(address)
        .flatMap(
            secret ->
                rows.find(secret.tenant(), secret.id())
                    .filter(link -> secret.matches(link.secret()))
                    .filter(link -> link.isLive(clock.millis())));
  }
}
