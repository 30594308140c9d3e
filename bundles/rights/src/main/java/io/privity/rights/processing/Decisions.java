// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.privacy.LawfulBasis;
import io.privity.api.privacy.Subject;
import io.privity.api.rights.Processing;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Decides from memory, at each use anew. */
@Component
public final class Decisions implements Processing {
  private static final Set<Role> OFFICERS = Set.of(Role.OWNER, Role.PRIVACY_OFFICER);
  private static final Permission ALL = (leaf, purposes) -> true;
  private static final Permission NOTHING = (leaf, purposes) -> false;

  private final Purposes purposes;
  private final Standings standings;
  private final Clock clock;

  @Activate
  public Decisions(@Reference Purposes purposes, @Reference Standings standings) {
    this(purposes, standings, Clock.systemUTC());
  }

  Decisions(Purposes purposes, Standings standings, Clock clock) {
    this.purposes = purposes;
    this.standings = standings;
    this.clock = clock;
  }

  @Override
  public Decision permits(Caller caller, Subject subject, String purpose) {
    if (!subject.tenant().equals(caller.tenant())) {
      throw new IllegalArgumentException("a subject of another tenant");
    }
    Rule rule = rule(caller, purpose);
    String code = rule.refusal(subject.leaf(), subject.purposes());
    return new Decision(code == null, code == null ? "permitted" : code);
  }

  @Override
  public Permission permission(Caller caller) {
    Rule rule = rule(caller, caller.purpose());
    if (rule instanceof Always) {
      return ALL;
    }
    return rule instanceof Never
        ? NOTHING
        : (leaf, kept) -> rule.refusal(leaf, kept) == null;
  }

  @Override
  public boolean isDefined(Caller caller, String purpose) {
    return purpose.equals(Caller.UNASSIGNED) || purposes.of(caller).containsKey(purpose);
  }

  private Rule rule(Caller caller, String name) {
    if (name.equals(Caller.UNASSIGNED)) {
      TenantStandings known = standings.of(caller);
      return known.areNone() ? new Always() : new Unrestricted(known, name);
    }
    if (PurposeRules.RESERVED.contains(name)) {
      return caller.hasAny(OFFICERS) ? new Always() : new Never("role-too-low");
    }
    Purposes.Known purpose = purposes.of(caller).get(name);
    return purpose == null
        ? new Never("unknown-purpose")
        : new ForPurpose(purpose.purpose(), standings.of(caller), clock.millis());
  }

  /** Says why a subject's data may not be used, or null when it may. */
  private interface Rule {
    String refusal(long leaf, List<String> kept);
  }

  private record Always() implements Rule {
    @Override
    public String refusal(long leaf, List<String> kept) {
      return null;
    }
  }

  private record Never(String code) implements Rule {
    @Override
    public String refusal(long leaf, List<String> kept) {
      return code;
    }
  }

  private record Unrestricted(TenantStandings known, String purpose) implements Rule {
    @Override
    public String refusal(long leaf, List<String> kept) {
      Standing standing = known.standing(leaf);
      return standing == null || standing.leavesOpen(purpose) ? null : "restricted";
    }
  }

  private record ForPurpose(Purpose purpose, TenantStandings known, long now) implements Rule {
    @Override
    public String refusal(long leaf, List<String> kept) {
      String name = purpose.name();
      if (!kept.contains(name)) {
        return "not-for-purpose";
      }
      Standing standing = known.standing(leaf);
      if (standing != null && !standing.leavesOpen(name)) {
        return "restricted";
      }
      if (standing != null && standing.objectsTo(name)) {
        return "objected";
      }
      return LawfulBasis.of(purpose.basis()) == LawfulBasis.CONSENT
              && !known.consents(leaf, name, now)
          ? "no-consent"
          : null;
    }
  }
}
