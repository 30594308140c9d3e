// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.retention;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Due;
import io.privity.api.privacy.Subject;
import io.privity.rights.Holders;
import io.privity.rights.processing.GracePeriods;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Finds whose time is over: every purpose that the subject is kept for has a rule, and every rule's
 * period has ended; or the last basis went and the grace is over. A subject with a purpose that has
 * no rule stays.
 */
@Component(service = RetentionPlan.class)
public final class RetentionPlan {
  private static final int ALL = Integer.MAX_VALUE;

  private final RetentionRules rules;
  private final GracePeriods graces;
  private final Holders holders;
  private final Clock clock;

  /** A subject whose time is over, and since when. */
  record Over(Subject subject, Instant since) {}

  @Activate
  public RetentionPlan(
      @Reference RetentionRules rules, @Reference GracePeriods graces, @Reference Holders holders) {
    this(rules, graces, holders, Clock.systemUTC());
  }

  RetentionPlan(RetentionRules rules, GracePeriods graces, Holders holders, Clock clock) {
    this.rules = rules;
    this.graces = graces;
    this.holders = holders;
    this.clock = clock;
  }

  /**
   * @param zone in which the tenant counts its days
   */
  List<Over> of(Caller caller, ZoneId zone) {
    Map<Long, Over> over = new LinkedHashMap<>();
    Map<Long, Set<String>> ended = new HashMap<>();
    for (RetentionRules.Versioned versioned : rules.of(caller).values()) {
      RetentionRules.Rule rule = versioned.rule();
      Instant before = RetentionPeriod.parse(rule.period()).over(clock.instant(), zone);
      for (Due due : due(caller, rule.event(), before)) {
        Subject subject = due.subject();
        if (!subject.purposes().contains(rule.purpose())) {
          continue;
        }
        Set<String> purposes = ended.computeIfAbsent(subject.leaf(), leaf -> new HashSet<>());
        purposes.add(rule.purpose());
        if (purposes.containsAll(subject.purposes())) {
          over.put(subject.leaf(), new Over(subject, due.at()));
        }
      }
    }
    graces
        .ended(caller, clock.instant())
        .forEach(subject -> over.putIfAbsent(subject.leaf(), new Over(subject, clock.instant())));
    return List.copyOf(over.values());
  }

  private List<Due> due(Caller caller, String event, Instant before) {
    return holders.present().values().stream()
        .map(holder -> holder.due(caller, event, before, ALL))
        .filter(list -> !list.isEmpty())
        .findFirst()
        .orElse(List.of());
  }
}
