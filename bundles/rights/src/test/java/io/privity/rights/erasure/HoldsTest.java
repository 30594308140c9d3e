// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.erasure;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import io.privity.api.privacy.Subject;
import io.privity.rights.Office;
import io.privity.rights.processing.Wishes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class HoldsTest {
  private final Office at = new Office();
  private final Holds holds = new Shredding(at, new Wishes(at)).holds;

  private Subject add(String name) {
    return at.village.add(name, "n", List.of("orders"), at.clock.instant());
  }

  private String place(Subject subject) {
    at.clock.move(Duration.ofMillis(1));
    return holds
        .place(
            at.officer,
            new Holds.Hold(
                null,
                subject.id(),
                List.of("village:" + subject.id() + "/note"),
                "legal-claims",
                "lawsuit",
                at.clock.instant().plus(Duration.ofDays(30)),
                null))
        .value()
        .id();
  }

  @Test
  public void whatAnOlderDatabaseBringsBackOfTheErasedCutsNoPageShort() {
    Subject ada = add("Ada");
    Subject bob = add("Bob");
    List<String> bobs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      place(ada);
      place(ada);
      bobs.add(place(bob));
    }
    at.keyring.puncture(at.officer, ada.leaf());

    List<String> listed = new ArrayList<>();
    String after = null;
    List<Holds.Hold> page;
    do {
      page = holds.list(at.officer, after, 2);
      page.forEach(hold -> listed.add(hold.id()));
      long[] shown = page.stream().mapToLong(hold -> bob.leaf()).toArray();
      assertArrayEquals(shown, at.audit.last().subjects());
      after = page.get(page.size() - 1).id();
    } while (page.size() == 2);
    assertEquals(bobs, listed);
    assertEquals(bobs, holds.list(at.officer, null, 9).stream().map(Holds.Hold::id).toList());
  }
}
