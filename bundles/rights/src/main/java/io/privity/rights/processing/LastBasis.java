// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.LawfulBasis;
import io.privity.api.privacy.Subject;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Looks whether anything is left to rest on when a basis goes (Art. 17(1)(b)): without one, the
 * subject is restricted at once, and erased after a grace unless a basis comes back.
 */
@Component(service = LastBasis.class)
public final class LastBasis {
  /** Long enough for a withdrawal by mistake, short enough to be without undue delay. */
  static final Period GRACE = Period.ofDays(30);

  private final Purposes purposes;
  private final Standings standings;
  private final Clock clock;

  @Activate
  public LastBasis(@Reference Purposes purposes, @Reference Standings standings) {
    this(purposes, standings, Clock.systemUTC());
  }

  LastBasis(Purposes purposes, Standings standings, Clock clock) {
    this.purposes = purposes;
    this.standings = standings;
    this.clock = clock;
  }

  /** Follows what was just said, in the open transaction. */
  void consented(Caller caller, Subject subject, Consent said) {
    Standings.Versioned current = standings.standing(caller, subject);
    Standing standing = current.standing();
    boolean without = isWithout(standing);
    if (without && said.state() == Consent.State.GIVEN) {
      standings.put(caller, subject, standing.restricted(null).erasedAt(null), current.version());
    } else if (!without
        && said.state() != Consent.State.GIVEN
        && !hasBasis(caller, subject, standing)) {
      settle(caller, subject, standing, current.version());
    }
  }

  /** Puts an objection, in the open transaction, and what follows from it. */
  void objected(Caller caller, Subject subject, Standing objecting, long base) {
    if (!isWithout(objecting) && !hasBasis(caller, subject, objecting)) {
      settle(caller, subject, objecting, base);
    } else {
      standings.put(caller, subject, objecting, base);
    }
  }

  private void settle(Caller caller, Subject subject, Standing standing, long base) {
    Instant now = clock.instant();
    Instant end = now.atOffset(ZoneOffset.UTC).plus(GRACE).toInstant();
    Standing.Restriction restriction =
        standing.restriction() != null
            ? standing.restriction()
            : new Standing.Restriction(Standing.Ground.NO_BASIS, now, "", Set.of());
    standings.put(caller, subject, standing.restricted(restriction).erasedAt(end), base);
  }

  private static boolean isWithout(Standing standing) {
    return standing.restriction() != null
        && standing.restriction().ground() == Standing.Ground.NO_BASIS;
  }

  /** A purpose that nobody has classed yet may have one: it is flagged, not taken away. */
  private boolean hasBasis(Caller caller, Subject subject, Standing standing) {
    Map<String, Long> consents = new HashMap<>();
    standings
        .consents(caller, subject.leaf())
        .forEach(consent -> consents.put(consent.purpose(), consent.endsAt()));
    long now = clock.millis();
    for (String name : subject.purposes()) {
      Purposes.Known known = purposes.of(caller).get(name);
      if (known == null) {
        return true;
      }
      boolean holds =
          LawfulBasis.of(known.purpose().basis()) == LawfulBasis.CONSENT
              ? consents.getOrDefault(name, Long.MIN_VALUE) > now
              : !standing.objectsTo(name);
      if (holds) {
        return true;
      }
    }
    return subject.purposes().isEmpty();
  }
}
