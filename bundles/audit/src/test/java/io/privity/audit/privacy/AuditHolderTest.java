// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.privacy;

import static org.junit.Assert.assertEquals;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Declaration;
import io.privity.api.privacy.Remaining;
import io.privity.api.privacy.Retained;
import io.privity.api.privacy.Subject;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.Test;

public class AuditHolderTest {
  private static final UUID TENANT = new UUID(1, 1);
  private static final Caller CALLER =
      new Caller(TENANT, "rights", -1, "schedule", Set.of(), "rights", "");
  private static final Subject SUBJECT = new Subject(TENANT, "id", 7, List.of());

  private final AuditHolder data =
      new AuditHolder(
          null,
          Period.ofYears(3),
          Clock.fixed(Instant.parse("2028-02-29T12:00:00Z"), ZoneOffset.UTC));

  @Test
  public void theLogRemainsUntilItsRetentionEndsAndIsNoLeftover() {
    data.erase(CALLER, SUBJECT);
    assertEquals(List.of(), data.export(CALLER, SUBJECT));
    Remaining log = data.remains(CALLER, SUBJECT).get(0);
    assertEquals(Retained.Ground.LEGAL_OBLIGATION, log.why().ground());
    assertEquals(Instant.parse("2031-02-28T12:00:00Z"), log.why().until());
  }

  @Test
  public void entriesAreDeclaredWithTheRetentionThatIsSet() {
    List<Declaration.Personal> personal =
        data.describe().tables().stream()
            .flatMap(table -> table.columns().stream())
            .filter(Declaration.Personal.class::isInstance)
            .map(Declaration.Personal.class::cast)
            .toList();
    assertEquals(2, personal.size());
    personal.forEach(column -> assertEquals("P3Y", column.retention()));
  }
}
