// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Subject;
import io.privity.rights.People;
import io.privity.rights.Refusals;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Restrictions as the tenant's people set, see and lift them, beside the subjects' requests. */
@Component(service = RestrictionDesk.class)
public final class RestrictionDesk {
  private final People people;
  private final Restrictions restrictions;

  /** What is wanted: a ground of Art. 18(1), and purposes that the subject allows all the same. */
  public record Wanted(String ground, List<String> consents) {}

  /**
   * How a subject stands.
   *
   * @param objections the purposes that it objected to
   * @param eraseAt when the grace after the last basis ends; null when none runs
   */
  public record Shown(
      boolean restricted,
      String ground,
      Instant since,
      Set<String> consents,
      List<String> objections,
      Instant eraseAt) {}

  @Activate
  public RestrictionDesk(@Reference People people, @Reference Restrictions restrictions) {
    this.people = people;
    this.restrictions = restrictions;
  }

  public Shown show(Caller caller, String contact) {
    return shown(restrictions.show(caller, people.require(caller, contact)));
  }

  public Shown restrict(Caller caller, String contact, Wanted wanted) {
    Subject subject = people.require(caller, contact);
    if (wanted == null || wanted.ground() == null) {
      throw Refusals.invalid("ground", "Name the ground of Art. 18(1).");
    }
    restrictions.set(caller, subject, Grounds.asked(wanted.ground()), "", wanted.consents());
    return shown(restrictions.show(caller, subject));
  }

  /**
   * @param told when the subject was told, ISO-8601; null when it was not
   */
  public void lift(Caller caller, String contact, String told) {
    restrictions.lift(caller, people.require(caller, contact), time(told));
  }

  private static Instant time(String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw Refusals.invalid("told", "told is a time, such as 2026-11-25T10:00:00Z.");
    }
  }

  private static Shown shown(Standing standing) {
    Standing.Restriction restriction = standing.restriction();
    return new Shown(
        restriction != null,
        restriction == null ? null : Grounds.text(restriction.ground()),
        restriction == null ? null : restriction.since(),
        restriction == null ? Set.of() : restriction.consents(),
        standing.objections().stream().map(Standing.Objection::purpose).toList(),
        standing.eraseAt());
  }
}
