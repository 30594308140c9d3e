// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Subject;
import io.privity.rights.People;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whose last basis went so long ago that they are to be erased (Art. 17(1)(b)). */
@Component(service = GracePeriods.class)
public final class GracePeriods {
  private final Standings standings;
  private final People people;

  @Activate
  public GracePeriods(@Reference Standings standings, @Reference People people) {
    this.standings = standings;
    this.people = people;
  }

  /** The subjects whose grace is over by then. */
  public List<Subject> ended(Caller caller, Instant now) {
    return standings.of(caller).all().values().stream()
        .filter(standing -> standing.eraseAt() != null && !standing.eraseAt().isAfter(now))
        .map(standing -> people.subjects().find(caller, standing.subject()))
        .flatMap(Optional::stream)
        .toList();
  }
}
