// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.retention;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.privacy.Subject;
import io.privity.api.rights.RightsException;
import io.privity.rights.Office;
import io.privity.rights.access.TestTenants;
import io.privity.rights.erasure.Shredding;
import io.privity.rights.processing.GracePeriods;
import io.privity.rights.processing.Wishes;
import io.privity.rights.request.TimeZones;
import io.privity.rights.store.RetentionStore;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.Test;

public class RetentionTest {
  private final Office at = new Office();
  private final Wishes wishes = new Wishes(at);
  private final RetentionStore store = new RetentionStore(at.sql);
  private final TimeZones zones = new TimeZones(TestTenants.acme());
  private final RetentionRules rules =
      new RetentionRules(store, at.holders, wishes.decisions, at.audit, at.store.transactions());
  private final RetentionRun retention =
      new RetentionRun(
          new RetentionPlan(
              rules, new GracePeriods(wishes.standings, at.people), at.holders, at.clock),
          zones,
          new Shredding(at, wishes).erasures,
          store,
          at.audit,
          at.clock);

  private Subject person(String name, String created, String... purposes) {
    return at.village.add(name, "n", List.of(purposes), Instant.parse(created));
  }

  private static RetentionRules.Rule rule(String purpose, String period) {
    return new RetentionRules.Rule(purpose, period, "created");
  }

  @Test
  public void whoseTimeIsOverIsErasedAndNobodyElse() {
    wishes.purposes.define(at.officer, Wishes.purpose("orders", "b", false));
    Subject old = person("Old", "2020-01-01T00:00:00Z", "unassigned");
    Subject young = person("Young", "2026-11-01T00:00:00Z", "unassigned");
    Subject ordering = person("Ordering", "2020-01-01T00:00:00Z", "unassigned", "orders");
    rules.define(at.officer, rule("unassigned", "P3Y"));
    RetentionRun.Preview preview = retention.preview(at.officer);
    assertEquals(1, preview.due());
    assertEquals(old.id(), preview.first().get(0).contact());
    assertTrue(at.village.has(old));

    RetentionStore.Run run = retention.run(at.officer);
    assertEquals(1, run.erased());
    assertFalse(at.village.has(old));
    assertTrue(at.village.has(young) && at.village.has(ordering));

    rules.define(at.officer, rule("orders", "P6Y"));
    assertEquals(1, retention.run(at.officer).erased());
    assertFalse(at.village.has(ordering));
    assertEquals(0, retention.run(at.officer).due());
    assertEquals(2, store.runs(at.officer.tenant(), null, 10).size());
  }

  @Test
  public void aHolderThatFailsIsCountedAndTriedAgain() {
    Subject old = person("Old", "2020-01-01T00:00:00Z", "unassigned");
    rules.define(at.officer, rule("unassigned", "P3Y"));
    at.village.failures.set(1);
    assertEquals(1, retention.run(at.officer).waiting());
    assertEquals(1, retention.run(at.officer).erased());
    assertFalse(at.village.has(old));
  }

  @Test
  public void theLastBasisThatWentErasesAfterTheGrace() {
    wishes.purposes.define(at.officer, Wishes.purpose("newsletter", "a", true));
    Subject ada = person("Ada", "2026-11-01T00:00:00Z", "newsletter");
    wishes.consents.withdraw(at.officer, ada.id(), "newsletter", "web");
    assertEquals(0, retention.run(at.officer).due());
    at.clock.move(Duration.ofDays(31));
    assertEquals(1, retention.run(at.officer).erased());
    assertFalse(at.village.has(ada));
  }

  @Test
  public void periodsAreCountedInCalendarDaysOfTheTenant() {
    ZoneId paris = ZoneId.of("Europe/Paris");
    assertEquals(
        Instant.parse("2026-02-27T23:00:00Z"),
        RetentionPeriod.parse("P1M").over(Instant.parse("2026-03-31T10:00:00Z"), paris));
    assertEquals(
        Instant.parse("2024-02-28T23:00:00Z"),
        RetentionPeriod.parse("P1D").over(Instant.parse("2024-03-01T10:00:00Z"), paris));
    for (String wrong : List.of("", "P0D", "P-1Y", "PT1H", "P200Y", "3 years")) {
      assertThrows(wrong, DateTimeException.class, () -> RetentionPeriod.parse(wrong));
    }
  }

  @Test
  public void rulesAreChecked() {
    assertEquals("invalid-value", refused(() -> rules.define(at.officer, rule("x", "P1Y"))));
    assertEquals("invalid-value", refused(() -> rules.define(at.officer, rule("unassigned", "1"))));
    assertEquals(
        "invalid-value",
        refused(
            () ->
                rules.define(at.officer, new RetentionRules.Rule("unassigned", "P1Y", "eclipse"))));
    rules.define(at.officer, rule("unassigned", "P1Y"));
    assertEquals(
        "retention-rule-exists",
        refused(() -> rules.define(at.officer, rule("unassigned", "P1Y"))));
    assertEquals(
        "stale-version",
        refused(() -> rules.change(at.officer, "unassigned", rule("unassigned", "P2Y"), 7)));
    assertEquals(2, rules.change(at.officer, "unassigned", rule("unassigned", "P2Y"), 1).version());
    rules.remove(at.officer, "unassigned", 2);
    assertEquals(List.of(), rules.list(at.officer));
  }

  private static String refused(org.junit.function.ThrowingRunnable work) {
    return assertThrows(RightsException.class, work).code();
  }

  @Test
  public void whoWasImportedIsToBeToldWithinAMonth() {
    InformationDuties duties =
        new InformationDuties(
            at.holders,
            at.people,
            zones,
            store,
            at.json,
            at.audit,
            at.store.transactions(),
            at.clock);
    Subject ada = person("Ada", "2026-10-31T10:00:00Z", "unassigned");
    InformationDuties.Duty duty = duties.open(at.officer, false, 0, 10).get(0);
    assertEquals(Instant.parse("2026-11-30T10:00:00Z"), duty.due());
    assertEquals(List.of(), duties.open(at.officer, true, 0, 10));
    at.clock.move(Duration.ofDays(10));
    assertEquals(1, duties.open(at.officer, true, 0, 10).size());
    assertEquals(
        "invalid-value",
        refused(
            () ->
                duties.inform(
                    at.officer, ada.id(), new InformationDuties.Informed(null, null, "x"))));
    duties.inform(at.officer, ada.id(), new InformationDuties.Informed(null, "letter", null));
    assertEquals(List.of(), duties.open(at.officer, false, 0, 10));
    assertEquals("informed-already", refused(() -> duties.inform(at.officer, ada.id(), null)));
  }
}
