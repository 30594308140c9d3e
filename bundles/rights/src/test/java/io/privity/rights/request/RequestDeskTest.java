// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.privacy.Subject;
import io.privity.api.problem.Kind;
import io.privity.api.problem.ProblemException;
import io.privity.api.rights.RequestKind;
import io.privity.api.rights.SubjectRequests.Arrival;
import io.privity.api.rights.SubjectRequests.Identification;
import io.privity.api.rights.SubjectRequests.Prolongation;
import io.privity.api.rights.SubjectRequests.Query;
import io.privity.api.rights.SubjectRequests.Refusal;
import io.privity.api.rights.SubjectRequests.Request;
import io.privity.api.rights.SubjectRequests.Slice;
import io.privity.api.rights.SubjectRequests.State;
import io.privity.api.rights.SubjectRequests.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.Test;

public class RequestDeskTest {
  private static final byte[] NOTHING = {};

  private final RequestOffice office = new RequestOffice();
  private final Subject ada = office.subject();
  private final TestFulfilment access = new TestFulfilment(RequestKind.ACCESS);

  public RequestDeskTest() {
    office.fulfilments.bindFulfilment(access);
  }

  private static void assertRefused(String code, org.junit.function.ThrowingRunnable step) {
    assertEquals(code, assertThrows(ProblemException.class, step).code());
  }

  @Test
  public void aRequestGoesFromReceiptToAnswerAndEachStepIsOnTheLog() {
    Request received = office.receive(RequestKind.ACCESS, ada);
    assertEquals(State.RECEIVED, received.state());
    assertEquals(LocalDate.parse("2026-11-23"), received.received());
    assertEquals(Instant.parse("2026-12-23T23:59:59Z"), received.due());
    assertEquals(LocalDate.parse("2026-12-23"), received.dueDate());
    assertEquals("Ada", received.name());
    assertEquals("the note", received.note());
    assertFalse(received.identity().verified());

    Versioned doubted =
        office.desk.verify(
            office.caller, received.id(), 1, new Identification(false, "no answer yet"));
    assertEquals(State.VERIFYING, doubted.request().state());
    Versioned verified =
        office.desk.verify(office.caller, received.id(), 2, new Identification(true, "passport"));
    assertEquals(State.IN_PROGRESS, verified.request().state());
    assertEquals("passport", verified.request().identity().how());
    assertEquals(
        Map.of("instructions", 2),
        office.desk.preview(office.caller, received.id(), RequestOffice.utf8("{}")));
    Versioned fulfilled = office.desk.fulfil(office.caller, received.id(), 3, NOTHING);
    assertEquals(State.FULFILLED, fulfilled.request().state());
    assertEquals(office.clock.instant(), fulfilled.request().closedAt());
    assertEquals(
        List.of(
            "rights.request-received",
            "rights.request-doubted",
            "rights.request-verified",
            "rights.request-previewed",
            "rights.request-begun",
            "rights.request-fulfilled"),
        office.audit.operations(office.caller.tenant()));
    office.audit.events().forEach(e -> assertEquals(ada.leaf(), e.subjects()[0]));
    Fulfilment.Work work = access.works.get(0);
    assertEquals(ada, work.subject());
    assertEquals(received.id(), work.request());
  }

  @Test
  public void nothingThatIsSaidIsReadableInTheStore() {
    Request request = office.verified(RequestKind.ACCESS, ada);
    office.desk.extend(office.caller, request.id(), -1, new Prolongation("many records", null));
    office.desk.refuse(
        office.caller, request.id(), -1, new Refusal("excessive", "the tenth time", null, null));
    Request read = office.read(request.id());
    assertEquals("many records", read.extension().reason());
    assertEquals("the tenth time", read.refusal().reason());
    String dump = office.store.dump();
    for (String said :
        List.of("the note", "telephone", "passport seen", "many records", "the tenth time")) {
      assertFalse(said, dump.contains(said));
    }
  }

  @Test
  public void onceTheSubjectIsErasedTheRequestStaysWithoutAWord() {
    Request request = office.verified(RequestKind.ACCESS, ada);
    office.keyring.puncture(office.caller, ada.leaf());
    office.village.erase(office.caller, ada);
    Request read = office.read(request.id());
    assertNull(read.note());
    assertNull(read.identity().how());
    assertNull(read.name());
    assertEquals(ada.id(), read.contact());
    assertEquals(State.IN_PROGRESS, read.state());
    assertEquals(
        State.FULFILLED,
        office.desk.fulfil(office.caller, request.id(), -1, NOTHING).request().state());
    assertTrue(office.row(request.id()).isErased());
  }

  @Test
  public void aContactThatIsErasedMeanwhileTakesNoStepBack() {
    Request request = office.receive(RequestKind.ACCESS, ada);
    office.namesFail(
        new EncryptionException(Kind.GONE, EncryptionException.SUBJECT_ERASED, "gone"));
    Request withdrawn = office.desk.withdraw(office.caller, request.id(), -1).request();
    assertEquals(State.WITHDRAWN, withdrawn.state());
    assertNull(withdrawn.name());
    assertEquals(State.WITHDRAWN, office.row(request.id()).state);
    Request another = office.receive(RequestKind.ACCESS, ada);
    assertEquals(State.RECEIVED, office.row(another.id()).state);
  }

  @Test
  public void anUnverifiedRequestIsNotFulfilled() {
    Request request = office.receive(RequestKind.ACCESS, ada);
    assertRefused(
        "identity-not-verified",
        () -> office.desk.fulfil(office.caller, request.id(), -1, NOTHING));
    office.desk.verify(office.caller, request.id(), -1, new Identification(true, null));
    office.desk.verify(office.caller, request.id(), -1, new Identification(false, null));
    assertRefused(
        "identity-not-verified",
        () -> office.desk.fulfil(office.caller, request.id(), -1, NOTHING));
    assertEquals(List.of(), access.works);
    assertTrue(
        office
            .audit
            .operations(office.caller.tenant())
            .contains("rights.request-begun!identity-not-verified"));
  }

  @Test
  public void anUnverifiedRequestHasNoEffectOnAnother() {
    Request verified = office.verified(RequestKind.ACCESS, ada);
    Request before = office.read(verified.id());
    Request second =
        office
            .desk
            .receive(
                office.caller, RequestKind.ACCESS, Optional.of(ada), null, null, null, () -> {})
            .request();
    office.desk.withdraw(office.caller, second.id(), -1);
    assertEquals(before, office.read(verified.id()));
    assertEquals(
        State.FULFILLED,
        office.desk.fulfil(office.caller, verified.id(), -1, NOTHING).request().state());
    assertEquals(State.WITHDRAWN, office.read(second.id()).state());
  }

  @Test
  public void aClosedRequestNeverReopens() {
    Map<State, String> closed = new LinkedHashMap<>();
    String fulfilled = office.verified(RequestKind.ACCESS, ada).id();
    office.desk.fulfil(office.caller, fulfilled, -1, NOTHING);
    closed.put(State.FULFILLED, fulfilled);
    String refused = office.verified(RequestKind.ACCESS, ada).id();
    office.desk.refuse(office.caller, refused, -1, new Refusal("excessive", "r", null, null));
    closed.put(State.REFUSED, refused);
    String withdrawn = office.verified(RequestKind.ACCESS, ada).id();
    office.desk.withdraw(office.caller, withdrawn, -1);
    closed.put(State.WITHDRAWN, withdrawn);
    closed.forEach(
        (state, id) -> {
          RequestDesk desk = office.desk;
          Caller caller = office.caller;
          List<org.junit.function.ThrowingRunnable> steps =
              List.of(
                  () -> desk.verify(caller, id, -1, new Identification(true, null)),
                  () -> desk.verify(caller, id, -1, new Identification(false, null)),
                  () -> desk.assign(caller, id, -1, ada.id()),
                  () -> desk.preview(caller, id, NOTHING),
                  () -> desk.fulfil(caller, id, -1, RequestOffice.utf8("{\"other\":true}")),
                  () -> desk.refuse(caller, id, -1, new Refusal("excessive", "r", null, null)),
                  () -> desk.extend(caller, id, -1, new Prolongation("r", null)),
                  () -> desk.withdraw(caller, id, -1));
          steps.forEach(step -> assertRefused("request-closed", step));
          assertEquals(state, office.read(id).state());
        });
  }

  @Test
  public void whoMissedTheAnswerOfAFulfilmentAsksAgain() {
    String id = office.verified(RequestKind.ACCESS, ada).id();
    Versioned done = office.desk.fulfil(office.caller, id, -1, NOTHING);
    assertEquals(done, office.desk.fulfil(office.caller, id, done.version() - 1, NOTHING));
  }

  @Test
  public void aRequestIsRefusedByCodeWithReasonsAndRemedies() {
    Object[][] cases = {
      {"manifestly-unfounded", RequestKind.ERASURE, "12(5)"},
      {"excessive", RequestKind.ACCESS, "12(5)"},
      {"not-applicable-to-basis", RequestKind.PORTABILITY, "20"},
      {"not-applicable-to-basis", RequestKind.OBJECTION, "21"},
      {"identity-not-verified", RequestKind.ACCESS, "12(6)"},
    };
    for (Object[] each : cases) {
      String id = office.receive((RequestKind) each[1], ada).id();
      Request refused =
          office
              .desk
              .refuse(office.caller, id, -1, new Refusal((String) each[0], "because", null, null))
              .request();
      assertEquals(State.REFUSED, refused.state());
      assertEquals(each[0], refused.refusal().code());
      assertEquals(each[2], refused.refusal().article());
      assertEquals("because", refused.refusal().reason());
      assertEquals(
          List.of("complaint-to-supervisory-authority", "judicial-remedy"),
          refused.refusal().remedies());
      assertEquals(each[0], office.audit.last().detail());
    }
  }

  @Test
  public void aRefusalThatTheLawDoesNotKnowIsNone() {
    String id = office.receive(RequestKind.ERASURE, ada).id();
    Refusal[] wrong = {
      new Refusal("too-much-work", "because", null, null),
      new Refusal(null, "because", null, null),
      new Refusal("excessive", " ", null, null),
      new Refusal("excessive", "because", List.of("contacts:1/name"), null),
      // Art. 17(3) never keeps a whole account
      new Refusal("legal-claims", "because", null, null),
      new Refusal("legal-claims", "because", List.of(), null),
    };
    for (Refusal refusal : wrong) {
      assertRefused("invalid-value", () -> office.desk.refuse(office.caller, id, -1, refusal));
    }
    office.desk.verify(office.caller, id, -1, new Identification(true, null));
    assertRefused(
        "identity-verified",
        () ->
            office.desk.refuse(
                office.caller, id, -1, new Refusal("identity-not-verified", "b", null, null)));
    assertEquals(State.IN_PROGRESS, office.read(id).state());
  }

  @Test
  public void singleDataOfAnErasureAreRefusedAndTheRestGoesOn() {
    TestHolder holder = new TestHolder("contacts", Map.of("contacts:1/name", "\"Ada\""));
    office.holder("io.privity.contacts", holder);
    TestFulfilment erasure = new TestFulfilment(RequestKind.ERASURE);
    office.fulfilments.bindFulfilment(erasure);
    String id = office.verified(RequestKind.ERASURE, ada).id();
    LocalDate until = LocalDate.parse("2036-12-31");
    assertRefused(
        "unknown-datum",
        () ->
            office.desk.refuse(
                office.caller, id, -1, new Refusal("legal-claims", "r", List.of("x:1"), until)));
    for (String ground :
        List.of(
            "free-expression",
            "legal-obligation",
            "public-health",
            "archiving",
            "not-applicable-to-basis",
            "legal-claims")) {
      Request partly =
          office
              .desk
              .refuse(
                  office.caller,
                  id,
                  -1,
                  new Refusal(ground, "lawsuit", List.of("contacts:1/name"), until))
              .request();
      assertEquals(State.IN_PROGRESS, partly.state());
      assertEquals(ground, partly.kept().get(0).code());
      assertEquals("lawsuit", partly.kept().get(0).reason());
    }
    Request done = office.desk.fulfil(office.caller, id, -1, NOTHING).request();
    assertEquals(State.FULFILLED, done.state());
    assertEquals(1, done.kept().size());
    assertEquals(Instant.parse("2036-12-31T00:00:00Z"), done.kept().get(0).until());
    Fulfilment.Kept told = erasure.works.get(0).refused().get(0);
    assertEquals("contacts:1/name", told.datum());
    assertEquals("legal-claims", told.code());
    assertEquals("lawsuit", told.reason());
    String access = office.verified(RequestKind.ACCESS, ada).id();
    assertRefused(
        "invalid-value",
        () ->
            office.desk.refuse(
                office.caller,
                access,
                -1,
                new Refusal("legal-claims", "r", List.of("contacts:1/name"), until)));
  }

  @Test
  public void anExtensionIsMadeOnceWithinTheFirstMonthAndTold() {
    Object[][] cases = {
      // received, zone, last moment, first moment too late, new end
      {"2026-01-31", null, "2026-02-28T23:59:59Z", "2026-03-01T00:00:00Z", "2026-04-30T23:59:59Z"},
      {"2028-01-31", null, "2028-02-29T23:59:59Z", "2028-03-01T00:00:00Z", "2028-04-30T23:59:59Z"},
      {
        "2026-02-28",
        "Europe/Berlin",
        "2026-03-28T22:59:59Z",
        "2026-03-28T23:00:00Z",
        "2026-05-28T21:59:59Z"
      },
      {
        "2026-10-01",
        "America/New_York",
        "2026-11-02T04:59:59Z",
        "2026-11-02T05:00:00Z",
        "2027-01-02T04:59:59Z"
      },
    };
    for (Object[] each : cases) {
      office.zone = (String) each[1];
      LocalDate day = LocalDate.parse((String) each[0]);
      office.clock.set(Instant.parse(day + "T17:00:00Z"));
      String late = office.receive(RequestKind.ACCESS, ada).id();
      String id = office.receive(RequestKind.ACCESS, ada).id();
      office.clock.set(Instant.parse((String) each[2]));
      Request extended =
          office.desk.extend(office.caller, id, -1, new Prolongation("complex", null)).request();
      assertEquals(Instant.parse((String) each[4]), extended.due());
      assertEquals("complex", extended.extension().reason());
      assertEquals(extended.extension().told(), day.plusMonths(1));
      assertRefused(
          "already-extended",
          () -> office.desk.extend(office.caller, id, -1, new Prolongation("more", null)));
      office.clock.set(Instant.parse((String) each[3]));
      assertRefused(
          "too-late-to-extend",
          () -> office.desk.extend(office.caller, late, -1, new Prolongation("complex", null)));
    }
  }

  @Test
  public void theSubjectIsToldOfAnExtensionOnADayThatWas() {
    String id = office.receive(RequestKind.ACCESS, ada).id();
    office.clock.move(Duration.ofDays(10));
    for (String told : List.of("2026-11-22", "2026-12-04")) {
      assertRefused(
          "invalid-value",
          () ->
              office.desk.extend(
                  office.caller, id, -1, new Prolongation("r", LocalDate.parse(told))));
    }
    assertRefused(
        "invalid-value",
        () -> office.desk.extend(office.caller, id, -1, new Prolongation(null, null)));
    LocalDate told = LocalDate.parse("2026-12-01");
    office.desk.extend(office.caller, id, -1, new Prolongation("r", told));
    assertEquals(told, office.read(id).extension().told());
  }

  @Test
  public void theDayOfReceiptIsTheTenantsAndNotInTheFuture() {
    office.clock.set(Instant.parse("2026-11-23T11:00:00Z"));
    office.zone = "Pacific/Kiritimati";
    Arrival tomorrow =
        new Arrival(RequestKind.ACCESS, ada.id(), LocalDate.parse("2026-11-24"), null, null);
    assertEquals(
        Instant.parse("2026-12-24T09:59:59Z"),
        office.desk.receive(office.caller, tomorrow).request().due());
    office.zone = "Pacific/Pago_Pago";
    assertRefused("invalid-value", () -> office.desk.receive(office.caller, tomorrow));
    Arrival typo =
        new Arrival(RequestKind.ACCESS, ada.id(), LocalDate.parse("0206-11-20"), null, null);
    assertRefused("invalid-value", () -> office.desk.receive(office.caller, typo));
    Arrival earlier =
        new Arrival(RequestKind.ACCESS, ada.id(), LocalDate.parse("2026-10-01"), null, null);
    Request late = office.desk.receive(office.caller, earlier).request();
    assertTrue(late.overdue());
  }

  @Test
  public void whatIsReceivedIsChecked() {
    Arrival[] wrong = {
      new Arrival(null, ada.id(), null, null, null),
      new Arrival(RequestKind.ACCESS, null, null, null, null),
      new Arrival(RequestKind.ACCESS, ada.id(), null, "x".repeat(4001), null),
      new Arrival(RequestKind.ACCESS, ada.id(), null, "a\u0000b", null),
      new Arrival(RequestKind.ACCESS, ada.id(), null, "\ud800", null),
      new Arrival(RequestKind.ACCESS, ada.id(), null, null, "x".repeat(201)),
    };
    for (Arrival arrival : wrong) {
      assertRefused("invalid-value", () -> office.desk.receive(office.caller, arrival));
    }
    assertRefused(
        "no-such-contact",
        () ->
            office.desk.receive(
                office.caller, new Arrival(RequestKind.ACCESS, "nobody", null, null, null)));
    assertEquals(List.of(), office.rows.ids(office.caller.tenant()));
  }

  @Test
  public void aStaleVersionChangesNothing() {
    String id = office.receive(RequestKind.ACCESS, ada).id();
    assertRefused("stale-version", () -> office.desk.withdraw(office.caller, id, 7));
    assertRefused(
        "stale-version",
        () -> office.desk.verify(office.caller, id, 2, new Identification(true, null)));
    office.desk.verify(office.caller, id, 1, new Identification(true, null));
    assertRefused("stale-version", () -> office.desk.fulfil(office.caller, id, 1, NOTHING));
    assertEquals(List.of(), access.works);
  }

  @Test
  public void aForeignRequestIsAnsweredAsAMissingOne() {
    String id = office.receive(RequestKind.ACCESS, ada).id();
    Caller other = office.keyring.caller(Role.OWNER);
    for (String each : List.of(id, UUID.randomUUID().toString(), "x", "")) {
      assertRefused("no-such-request", () -> office.desk.read(other, each));
      assertRefused("no-such-request", () -> office.desk.withdraw(other, each, -1));
      assertRefused("no-such-request", () -> office.desk.fulfil(other, each, -1, NOTHING));
      assertRefused("no-such-request", () -> office.desk.preview(other, each, NOTHING));
    }
    assertEquals(
        List.of(), office.desk.list(other, new Query(null, null, false, null), null, 10).items());
  }

  @Test
  public void theListShowsWhatIsDueFirst() {
    Subject bob = office.subject();
    String[] ids = new String[4];
    LocalDate[] days = {
      LocalDate.parse("2026-10-20"),
      LocalDate.parse("2026-10-23"),
      LocalDate.parse("2026-10-28"),
      LocalDate.parse("2026-11-20")
    };
    for (int i = 3; i >= 0; i--) {
      RequestKind kind = i % 2 == 0 ? RequestKind.ACCESS : RequestKind.ERASURE;
      Subject subject = i < 3 ? ada : bob;
      ids[i] =
          office
              .desk
              .receive(office.caller, new Arrival(kind, subject.id(), days[i], "n", null))
              .request()
              .id();
    }
    Query all = new Query(null, null, false, null);
    Slice first = office.desk.list(office.caller, all, null, 3);
    assertEquals(List.of(ids[0], ids[1], ids[2]), first.items().stream().map(Request::id).toList());
    assertNull(first.items().get(0).note());
    assertEquals("Ada", first.items().get(0).name());
    Slice second = office.desk.list(office.caller, all, first.next(), 3);
    assertEquals(List.of(ids[3]), second.items().stream().map(Request::id).toList());
    assertNull(second.next());
    List<String> reminders =
        java.util.stream.Stream.of(first, second)
            .flatMap(slice -> slice.items().stream())
            .map(request -> request.overdue() ? "overdue" : String.valueOf(request.reminder()))
            .toList();
    assertEquals(List.of("overdue", "day", "week", "null"), reminders);
    assertList(List.of(ids[0]), new Query(null, null, true, null));
    assertList(List.of(ids[0], ids[2]), new Query(null, RequestKind.ACCESS, false, null));
    assertList(List.of(ids[3]), new Query(null, null, false, bob.id()));
    office.desk.withdraw(office.caller, ids[0], -1);
    assertList(List.of(), new Query(null, null, true, null));
    assertList(List.of(ids[0]), new Query(State.WITHDRAWN, null, false, null));
  }

  private void assertList(List<String> ids, Query query) {
    assertEquals(
        ids,
        office.desk.list(office.caller, query, null, 10).items().stream()
            .map(Request::id)
            .toList());
  }

  @Test
  public void aStrangersRequestIsGivenToAContactOnce() {
    Request stranger =
        office
            .desk
            .receive(
                office.caller,
                RequestKind.ACCESS,
                Optional.empty(),
                "who am I",
                "eve@example.org",
                null,
                () -> {})
            .request();
    assertNull(stranger.contact());
    assertEquals("eve@example.org", stranger.email());
    long own = office.row(stranger.id()).leaf;
    assertRefused(
        "no-contact",
        () -> office.desk.verify(office.caller, stranger.id(), -1, new Identification(true, null)));
    assertRefused("no-contact", () -> office.desk.preview(office.caller, stranger.id(), NOTHING));
    assertRefused(
        "no-such-contact", () -> office.desk.assign(office.caller, stranger.id(), -1, "nobody"));
    Request assigned = office.desk.assign(office.caller, stranger.id(), -1, ada.id()).request();
    assertEquals(ada.id(), assigned.contact());
    assertEquals("who am I", assigned.note());
    assertRefused(
        "contact-assigned", () -> office.desk.assign(office.caller, stranger.id(), -1, ada.id()));
    office.strangers.shred();
    assertTrue(office.keyring.isPunctured(office.caller.tenant(), own));
    assertEquals("who am I", office.read(stranger.id()).note());
  }

  @Test
  public void requestsGoOnWhileNobodyKnowsTheSubjects() {
    String id = office.verified(RequestKind.ACCESS, ada).id();
    office.people.unbindSubjects(office.village);
    assertNull(office.read(id).name());
    assertEquals("the note", office.read(id).note());
    assertRefused("contacts-away", () -> office.receive(RequestKind.ACCESS, ada));
    office.desk.fulfil(office.caller, id, -1, NOTHING);
    assertEquals(ada.leaf(), access.works.get(0).subject().leaf());
  }

  @Test
  public void aKindThatNobodyFulfilsIsNotBegun() {
    String id = office.verified(RequestKind.PORTABILITY, ada).id();
    assertRefused("kind-not-supported", () -> office.desk.fulfil(office.caller, id, -1, NOTHING));
    assertRefused("kind-not-supported", () -> office.desk.preview(office.caller, id, NOTHING));
    assertEquals(State.IN_PROGRESS, office.read(id).state());
    assertEquals(-1, office.row(id).begun);
  }
}
