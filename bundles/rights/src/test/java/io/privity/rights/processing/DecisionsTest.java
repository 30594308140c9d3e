// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.LawfulBasis;
import io.privity.api.privacy.Subject;
import io.privity.api.problem.Kind;
import io.privity.api.problem.ProblemException;
import io.privity.api.rights.Processing;
import io.privity.api.rights.RequestKind;
import io.privity.api.rights.RightsException;
import io.privity.rights.Office;
import io.privity.rights.request.Fulfilment;
import io.privity.testkit.TestSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;

public class DecisionsTest {
  private final Office at = new Office();
  private final Wishes wishes = new Wishes(at);
  private Subject ada;

  @Before
  public void purposes() {
    wishes.purposes.define(at.officer, Wishes.purpose("newsletter", "a", true));
    wishes.purposes.define(at.officer, Wishes.purpose("orders", "b", false));
    wishes.purposes.define(at.officer, Wishes.purpose("analytics", "f", false));
    wishes.purposes.define(at.officer, Wishes.purpose("mailings", "f", true));
    ada =
        at.village.add(
            "Ada",
            "n",
            List.of("newsletter", "orders", "analytics", "mailings"),
            at.clock.instant());
  }

  private String code(String purpose) {
    return code(at.reader, purpose);
  }

  private String code(Caller caller, String purpose) {
    String code = wishes.decisions.permits(caller, ada, purpose).code();
    boolean covered =
        wishes.decisions.permission(caller.withPurpose(purpose)).covers(ada.leaf(), ada.purposes());
    assertEquals("both ways of asking agree", code.equals("permitted"), covered);
    return code;
  }

  private Consent say(String purpose, Consent.State state, Instant expires) {
    return wishes
        .consents
        .record(
            at.officer,
            ada.id(),
            new Consents.Said(
                purpose,
                state,
                state == Consent.State.GIVEN ? "Yes." : null,
                "1",
                "web",
                null,
                expires))
        .value();
  }

  @Test
  public void whatNobodyLimitsIsPermittedForItsPurposesAlone() {
    assertEquals("permitted", code(Caller.UNASSIGNED));
    assertEquals("permitted", code("orders"));
    assertEquals("unknown-purpose", code("espionage"));
    wishes.purposes.define(at.officer, Wishes.purpose("surveys", "b", false));
    assertEquals("not-for-purpose", code("surveys"));
  }

  @Test
  public void aConsentCountsWhileItIsGiven() {
    assertEquals("no-consent", code("newsletter"));
    say("newsletter", Consent.State.GIVEN, at.clock.instant().plusSeconds(60));
    assertEquals("permitted", code("newsletter"));
    at.clock.move(Duration.ofSeconds(60));
    assertEquals("no-consent", code("newsletter"));
    assertEquals(
        Map.of("newsletter", "expired"), wishes.consents.history(at.officer, ada.id()).now());
    say("newsletter", Consent.State.GIVEN, null);
    wishes.consents.withdraw(at.officer, ada.id(), "newsletter", "phone");
    assertEquals("no-consent", code("newsletter"));
    assertEquals(3, wishes.consents.history(at.officer, ada.id()).items().size());
  }

  @Test
  public void theProofHoldsTheWordsAndTheirHash() {
    Consent consent = say("newsletter", Consent.State.GIVEN, null);
    assertEquals(
        "5f9a2b795615ba6a3d5455fd5624d773fbca5bcd16249c421fd37411dc9837da", consent.textHash());
    String proof = TestSigner.payload(wishes.consents.proof(at.officer, ada.id()));
    assertTrue(proof, proof.contains(consent.textHash()) && proof.contains(ada.id()));
  }

  @Test
  public void aConsentIsGivenToWordsAndByConsentAlone() {
    assertEquals(
        "invalid-value",
        refused(
            () ->
                wishes.consents.record(
                    at.officer,
                    ada.id(),
                    new Consents.Said(
                        "newsletter", Consent.State.GIVEN, null, null, "web", null, null))));
    assertEquals("not-by-consent", refused(() -> say("orders", Consent.State.GIVEN, null)));
    assertEquals("no-such-purpose", refused(() -> say("x", Consent.State.GIVEN, null)));
  }

  private static String refused(org.junit.function.ThrowingRunnable work) {
    return assertThrows(RightsException.class, work).code();
  }

  @Test
  public void aRestrictedSubjectIsThereForRightsAndClaimsAlone() {
    wishes.restrictions.set(
        at.officer, ada, Standing.Ground.ACCURACY_CONTESTED, "", Set.of("orders"));
    assertEquals("restricted", code(Caller.UNASSIGNED));
    assertEquals("restricted", code("analytics"));
    assertEquals("permitted", code("orders"));
    for (String exception :
        List.of(
            Processing.RIGHTS,
            Processing.LEGAL_CLAIMS,
            Processing.OTHERS_RIGHTS,
            Processing.PUBLIC_INTEREST,
            Processing.STORAGE)) {
      assertEquals("permitted", code(at.officer, exception));
      assertEquals("role-too-low", code(at.reader, exception));
    }
    assertEquals("not-told", refused(() -> wishes.restrictions.lift(at.officer, ada, null)));
    wishes.restrictions.lift(at.officer, ada, at.clock.instant());
    assertEquals("permitted", code(Caller.UNASSIGNED));
  }

  @Test
  public void anObjectionToMarketingAlwaysWins() {
    Fulfilment.Work work =
        new Fulfilment.Work(
            "r1",
            RequestKind.OBJECTION,
            ada,
            "{\"compelling\":{\"mailings\":\"we insist\",\"analytics\":\"fraud\"}}".getBytes());
    Fulfilment.Fulfilled done = (Fulfilment.Fulfilled) wishes.objections.run(at.officer, work);
    assertEquals("objected", code("mailings"));
    assertEquals("permitted", code("analytics"));
    assertEquals("permitted", code("orders"));
    assertEquals(
        List.of("compelling-grounds"), done.kept().stream().map(Fulfilment.Kept::code).toList());
    wishes.objections.run(
        at.officer, new Fulfilment.Work("r2", RequestKind.OBJECTION, ada, new byte[0]));
    assertEquals("objected", code("analytics"));
  }

  @Test
  public void wrongInstructionsAreRefusedAndChangeNothing() {
    for (String wrong :
        List.of(
            "[]",
            "{\"surprise\":1}",
            "{\"purposes\":\"mailings\"}",
            "{\"purposes\":[\"mailing\"]}",
            "{\"purposes\":[null]}",
            "{\"compelling\":{\"analytic\":\"fraud\"}}")) {
      assertInvalid(wrong, wishes.objections, RequestKind.OBJECTION);
    }
    for (String wrong :
        List.of(
            "[]",
            "{\"surprise\":1}",
            "{\"ground\":\"no-basis\"}",
            "{\"ground\":\"because\"}",
            "{\"consents\":[\"order\"]}",
            "{\"consents\":[null]}")) {
      assertInvalid(wrong, wishes.restricting, RequestKind.RESTRICTION);
    }
    assertTrue(wishes.standings.standing(at.officer, ada).standing().isNone());
  }

  private void assertInvalid(String instructions, Fulfilment fulfilment, RequestKind kind) {
    Fulfilment.Work work = new Fulfilment.Work("r1", kind, ada, instructions.getBytes());
    ProblemException refused =
        assertThrows(instructions, ProblemException.class, () -> fulfilment.run(at.officer, work));
    assertEquals(instructions, Kind.INVALID, refused.kind());
  }

  @Test
  public void whatRestsOnAContractIsNotObjectedTo() {
    Fulfilment.Work work =
        new Fulfilment.Work(
            "r1", RequestKind.OBJECTION, ada, "{\"purposes\":[\"orders\"]}".getBytes());
    Fulfilment.Fulfilled done = (Fulfilment.Fulfilled) wishes.objections.run(at.officer, work);
    assertEquals("not-applicable-to-basis", done.kept().get(0).code());
    assertEquals("permitted", code("orders"));
  }

  @Test
  public void theLastBasisThatGoesRestrictsAtOnceAndOneThatComesBackFrees() {
    ada = at.village.add("Eve", "n", List.of("newsletter"), at.clock.instant());
    say("newsletter", Consent.State.GIVEN, null);
    assertEquals("permitted", code(Caller.UNASSIGNED));
    wishes.consents.withdraw(at.officer, ada.id(), "newsletter", "web");
    assertEquals("restricted", code(Caller.UNASSIGNED));
    GracePeriods graces = new GracePeriods(wishes.standings, at.people);
    assertEquals(List.of(), graces.ended(at.officer, at.clock.instant()));
    assertEquals(
        List.of(ada), graces.ended(at.officer, at.clock.instant().plus(Duration.ofDays(31))));
    say("newsletter", Consent.State.GIVEN, null);
    assertEquals("permitted", code(Caller.UNASSIGNED));
    assertEquals(List.of(), graces.ended(at.officer, at.clock.instant().plus(Duration.ofDays(31))));
  }

  @Test
  public void aRestartForgetsNothing() {
    wishes.restrictions.set(at.officer, ada, Standing.Ground.UNLAWFUL, "", Set.of());
    Wishes restarted = new Wishes(at);
    assertFalse(restarted.decisions.permits(at.reader, ada, Caller.UNASSIGNED).permitted());
    assertTrue(restarted.decisions.permits(at.reader, other(), Caller.UNASSIGNED).permitted());
  }

  private Subject other() {
    return at.village.add("Bob", "n", List.of("orders"), at.clock.instant());
  }

  @Test
  public void aRestrictionThatIsRolledBackIsNone() {
    assertEquals("permitted", code(Caller.UNASSIGNED));
    at.store.faults().failNextCommit();
    assertThrows(
        RuntimeException.class,
        () -> wishes.restrictions.set(at.officer, ada, Standing.Ground.UNLAWFUL, "", Set.of()));
    assertEquals("permitted", code(Caller.UNASSIGNED));
  }

  @Test
  public void theTableOfRightsByBasis() {
    RightsByBasis table = new RightsByBasis();
    Map<String, String> expected =
        Map.of(
            "a", "15 16 17 18 20 22 7(3)",
            "b", "15 16 17 18 20 22",
            "c", "15 16 18",
            "d", "15 16 17 18 22",
            "e", "15 16 18 21 22",
            "f", "15 16 17 18 21 22");
    for (LawfulBasis basis : LawfulBasis.values()) {
      assertEquals(expected.get(basis.letter()), String.join(" ", table.articles(basis)));
    }
  }

  @Test
  public void aPurposeKeepsItsBasisAndInterestsAreBalanced() {
    assertEquals(
        "invalid-value",
        refused(
            () ->
                wishes.purposes.define(
                    at.officer, new Purpose("x", null, null, "f", null, false, null))));
    assertEquals(
        "invalid-value",
        refused(
            () ->
                wishes.purposes.change(
                    at.officer, "orders", Wishes.purpose("orders", "c", false), 1)));
    assertEquals(
        "purpose-exists",
        refused(() -> wishes.purposes.define(at.officer, Wishes.purpose("orders", "b", false))));
    assertEquals(
        "invalid-value",
        refused(() -> wishes.purposes.define(at.officer, Wishes.purpose("rights", "b", false))));
  }

  @Test
  public void recipientsAreToldOnceAndWhatTheyWereToldGoesWithTheirAnswer() {
    wishes.disclosures.record(
        at.officer,
        ada.id(),
        new Disclosures.Disclosure(null, "Printer Ltd", List.of("name"), "orders", null));
    wishes.notices.write(at.officer, ada, RequestKind.ERASURE, "r1");
    wishes.notices.write(at.officer, ada, RequestKind.ERASURE, "r1");
    List<Notices.Notice> open = wishes.notices.list(at.officer, true, null, 10);
    assertEquals(1, open.size());
    assertEquals(Set.of("email:Ada@example.org"), open.get(0).identifiers());
    Notices.Notice done = wishes.notices.acknowledge(at.officer, open.get(0).id());
    assertEquals(null, done.recipient());
    assertEquals(List.of(), wishes.notices.list(at.officer, true, null, 10));
  }

  @Test
  public void aDisclosureThatIsNotPermittedIsRefused() {
    wishes.restrictions.set(at.officer, ada, Standing.Ground.UNLAWFUL, "", Set.of());
    assertEquals(
        "processing-not-permitted",
        refused(
            () ->
                wishes.disclosures.record(
                    at.officer,
                    ada.id(),
                    new Disclosures.Disclosure(null, "X", List.of(), "orders", null))));
  }

  @Test
  public void theSuppressedAreKnownAgainUntilTheyAreLifted() {
    Set<String> ids = Set.of("email:ada@example.org", "phone:41");
    assertEquals(Set.of(), wishes.suppressions.suppressed(at.officer, ids));
    at.store
        .transactions()
        .call(
            () -> {
              wishes.suppressions.add(at.officer, ids);
              wishes.suppressions.add(at.officer, ids);
              return null;
            });
    assertEquals(
        Set.of("phone:41"),
        wishes.suppressions.suppressed(at.officer, List.of("phone:41", "phone:42")));
    assertFalse(at.store.dump().contains("ada@example.org"));
    wishes.suppressions.lift(at.officer, List.of("phone:41"));
    assertEquals(Set.of("email:ada@example.org"), wishes.suppressions.suppressed(at.officer, ids));
  }
}
