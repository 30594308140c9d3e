// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.erasure;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Subject;
import io.privity.api.rights.Deletions;
import io.privity.rights.Holders;
import io.privity.rights.Refusals;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Refuses a deletion where an erasure would retain something. */
@Component
public final class PlannedDeletions implements Deletions {
  private final Holders holders;
  private final ErasurePlan plan;

  @Activate
  public PlannedDeletions(@Reference Holders holders, @Reference ErasurePlan plan) {
    this.holders = holders;
    this.plan = plan;
  }

  @Override
  public Set<Long> refused(Caller caller, Collection<Subject> subjects) {
    if (subjects.isEmpty()) {
      return Set.of();
    }
    List<String> away = holders.missing();
    if (!away.isEmpty()) {
      throw Refusals.holdersAway(away);
    }
    return subjects.stream()
        .filter(subject -> isRetained(caller, subject))
        .map(Subject::leaf)
        .collect(Collectors.toSet());
  }

  private boolean isRetained(Caller caller, Subject subject) {
    return plan.of(caller, subject, List.of()).stream().anyMatch(item -> item.retained() != null);
  }
}
