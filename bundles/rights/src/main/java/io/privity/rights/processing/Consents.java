// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.Signer;
import io.privity.api.persistence.Transactions;
import io.privity.api.privacy.LawfulBasis;
import io.privity.api.privacy.Subject;
import io.privity.rights.OfSubject;
import io.privity.rights.People;
import io.privity.rights.Refusals;
import io.privity.rights.SealedJson;
import io.privity.rights.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What subjects say of purposes (Art. 7): an append-only history that proves who agreed to which
 * words, when and how; withdrawing takes one call. The last basis that goes restricts the subject
 * at once, in the same commit.
 */
@Component(service = Consents.class)
public final class Consents {
  static final String CATEGORY = "consent";
  private static final Pattern CHANNEL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,31}");
  private static final int LONGEST_TEXT = 8000;

  /** Clocks differ; what was said was not said tomorrow. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final People people;
  private final Purposes purposes;
  private final Standings standings;
  private final LastBasis lastBasis;
  private final AuditLog audit;
  private final Transactions transactions;
  private final Signer signer;
  private final Clock clock;

  /** What a subject says, as the tenant hands it in; {@code at} and {@code expires} may be null. */
  public record Said(
      String purpose,
      Consent.State state,
      String text,
      String textVersion,
      String channel,
      Instant at,
      Instant expires) {}

  /** A subject's history. */
  public record History(List<Consent> items, Map<String, String> now) {}

  @Activate
  public Consents(
      @Reference People people,
      @Reference Purposes purposes,
      @Reference Standings standings,
      @Reference LastBasis lastBasis,
      @Reference AuditLog audit,
      @Reference Transactions transactions,
      @Reference Signer signer) {
    this(people, purposes, standings, lastBasis, audit, transactions, signer, Clock.systemUTC());
  }

  Consents(
      People people,
      Purposes purposes,
      Standings standings,
      LastBasis lastBasis,
      AuditLog audit,
      Transactions transactions,
      Signer signer,
      Clock clock) {
    this.people = people;
    this.purposes = purposes;
    this.standings = standings;
    this.lastBasis = lastBasis;
    this.audit = audit;
    this.transactions = transactions;
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * Appends what a subject said.
   *
   * @throws io.privity.api.rights.RightsException {@code no-such-contact}, {@code no-such-purpose},
   *     {@code not-by-consent}, {@code invalid-value}
   */
  public OfSubject<Consent> record(Caller caller, String contact, Said said) {
    Subject subject = people.require(caller, contact);
    check(caller, said);
    return new OfSubject<>(append(caller, subject, said, caller.principal()), subject.leaf());
  }

  /** Withdraws a consent by one call; one that is not given now is withdrawn all the same. */
  public OfSubject<Consent> withdraw(
      Caller caller, String contact, String purpose, String channel) {
    return record(
        caller,
        contact,
        new Said(purpose, Consent.State.WITHDRAWN, null, null, channel, null, null));
  }

  /** Withdraws all that the subject gave, as the subject itself says by its link. */
  void withdrawAll(Caller caller, Subject subject) {
    now(standings.consents(caller, subject.leaf()))
        .forEach(
            (purpose, state) -> {
              if (state.equals("given")) {
                Said said =
                    new Said(purpose, Consent.State.WITHDRAWN, null, null, "link", null, null);
                append(caller, subject, said, "subject");
              }
            });
  }

  public History history(Caller caller, String contact) {
    Subject subject = people.require(caller, contact);
    List<Consent> items = standings.consents(caller, subject.leaf());
    audit.recordRead(caller, AuditEvent.of("rights.consents", contact, subject.leaf(), CATEGORY));
    return new History(items, now(items));
  }

  /** The history as a signed proof (JWS), to be shown to an authority. */
  public String proof(Caller caller, String contact) {
    History history = history(caller, contact);
    return signer.jws(
        "privity-consents+json",
        SealedJson.write(
            Map.of(
                "tenant", caller.tenant().toString(),
                "contact", contact,
                "issuedAt", clock.instant(),
                "consents", history.items())));
  }

  private Consent append(Caller caller, Subject subject, Said said, String by) {
    Instant now = clock.instant();
    return transactions.call(
        () -> {
          long seq = standings.consents(caller, subject.leaf()).size() + 1L;
          Consent consent =
              new Consent(
                  seq,
                  said.purpose(),
                  said.state(),
                  said.text(),
                  said.text() == null ? null : Sha256.hex(said.text()),
                  said.textVersion(),
                  said.channel(),
                  said.at() == null ? now : said.at(),
                  said.expires(),
                  now,
                  by);
          standings.append(caller, subject, consent);
          lastBasis.consented(caller, subject, consent);
          audit.record(
              caller,
              AuditEvent.of(
                      "rights.consent-" + said.state().name().toLowerCase(Locale.ROOT),
                      subject.id(),
                      subject.leaf(),
                      CATEGORY)
                  .withDetail(said.purpose()));
          return consent;
        });
  }

  private void check(Caller caller, Said said) {
    if (said == null || said.purpose() == null) {
      throw Refusals.invalid("purpose", "Name the purpose.");
    }
    Purpose purpose = purposes.require(caller, said.purpose()).purpose();
    if (LawfulBasis.of(purpose.basis()) != LawfulBasis.CONSENT) {
      throw Refusals.conflict("not-by-consent", "This purpose does not rest on consent.");
    }
    if (said.state() == null) {
      throw Refusals.invalid("state", "state is given, refused or withdrawn.");
    }
    boolean given = said.state() == Consent.State.GIVEN;
    if (given && said.text() == null) {
      throw Refusals.invalid(
          "text", "A consent is given to words: hand them in as they were shown.");
    }
    Refusals.requireText("text", said.text(), LONGEST_TEXT);
    Refusals.requireText("textVersion", said.textVersion(), 64);
    if (said.channel() == null || !CHANNEL.matcher(said.channel()).matches()) {
      throw Refusals.invalid("channel", "channel says how it was said, such as web or paper.");
    }
    Instant now = clock.instant();
    if (said.at() != null && said.at().isAfter(now.plus(SKEW))) {
      throw Refusals.invalid("at", "at lies in the future.");
    }
    if (said.expires() != null && (!given || !said.expires().isAfter(now))) {
      throw Refusals.invalid("expires", "expires is the end of a given consent, in the future.");
    }
  }

  private Map<String, String> now(List<Consent> said) {
    Map<String, String> now = new LinkedHashMap<>();
    said.forEach(consent -> now.put(consent.purpose(), stateNow(consent)));
    return now;
  }

  private String stateNow(Consent consent) {
    return consent.state() == Consent.State.GIVEN && consent.endsAt() <= clock.millis()
        ? "expired"
        : consent.state().name().toLowerCase(Locale.ROOT);
  }
}
