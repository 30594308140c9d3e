// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.intake;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.Outcome;
import io.privity.api.caller.Caller;
import io.privity.api.privacy.Subject;
import io.privity.api.problem.ProblemException;
import io.privity.api.rights.RequestKind;
import io.privity.api.rights.SubjectRequests.Request;
import io.privity.api.rights.SubjectRequests.State;
import io.privity.rights.intake.IntakeDesk.Answer;
import io.privity.rights.intake.IntakeDesk.Done;
import io.privity.rights.intake.IntakeDesk.Door;
import io.privity.rights.intake.IntakeDesk.Faulty;
import io.privity.rights.intake.IntakeDesk.Gone;
import io.privity.rights.intake.IntakeDesk.Received;
import io.privity.rights.intake.IntakeDesk.WrongCode;
import io.privity.rights.intake.IntakeLinks.Made;
import io.privity.rights.intake.IntakeLinks.Wanted;
import io.privity.rights.request.RequestOffice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;

public class IntakeDeskTest {
  private final RequestOffice office = new RequestOffice();
  private final Subject ada = office.subject();
  private final IntakeCodes codes = new IntakeCodes(office.keyring);
  private final IntakeActions actions = new IntakeActions();
  private final IntakeLinks links =
      new IntakeLinks(
          office.sql, office.linkRows, codes, office.people, office.audit, office.clock);
  private final IntakeDesk desk =
      new IntakeDesk(
          office.sql,
          links,
          office.linkRows,
          codes,
          actions,
          office.desk,
          office.people,
          office.tenants(),
          office.keyring,
          office.audit,
          office.clock);

  private Made link(Subject subject) {
    return links.make(office.caller, new Wanted(subject == null ? null : subject.id(), null));
  }

  private Optional<Door> door(Made made) {
    return desk.open(made.secret(), "192.0.2.1");
  }

  private Answer submit(Made made, String ask, String code) {
    Door door = door(made).orElseThrow().in("fr");
    return desk.submit(door, new IntakeForm(ask, "please", "", code));
  }

  private List<Request> requests() {
    return office.rows.ids(office.caller.tenant()).stream().map(office::read).toList();
  }

  @Test
  public void aSubjectsFormBecomesAnUnverifiedRequest() {
    Made made = link(ada);
    String typed = made.code().toLowerCase(Locale.ROOT).replace("-", " ");
    Received received = (Received) submit(made, "erasure", typed);
    Request request = requests().get(0);
    assertEquals(received.request().id(), request.id());
    assertEquals(RequestKind.ERASURE, request.kind());
    assertEquals(State.RECEIVED, request.state());
    assertFalse(request.identity().verified());
    assertEquals(ada.id(), request.contact());
    assertEquals("please", request.note());
    assertEquals("link", request.channel());
    assertEquals("fr", request.language());
    AuditEvent event = office.audit.events().get(1);
    assertEquals("rights.request-received", event.operation());
    assertEquals(made.id(), office.audit.recorded().get(1).caller().credential());
    assertFalse(office.audit.recorded().get(1).caller().address().isEmpty());
  }

  @Test
  public void aLinkIsUsedOnce() {
    Made made = link(ada);
    Door open = door(made).orElseThrow();
    submit(made, "access", made.code());
    assertEquals(Optional.empty(), door(made));
    assertEquals(new Gone(), desk.submit(open, new IntakeForm("access", "", "", made.code())));
    assertEquals(1, requests().size());
  }

  @Test
  public void twoAtOnceMakeOneRequest() throws Exception {
    Made made = link(ada);
    Door open = door(made).orElseThrow();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Answer>> both = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        both.add(
            threads.submit(() -> desk.submit(open, new IntakeForm("access", "", "", made.code()))));
      }
      int taken = 0;
      for (Future<Answer> answer : both) {
        taken += answer.get() instanceof Received ? 1 : 0;
      }
      assertEquals(1, taken);
      assertEquals(1, requests().size());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  public void fiveWrongCodesLockTheLinkAlsoForTheRightOne() {
    Made made = link(ada);
    for (int i = 0; i < 4; i++) {
      assertEquals(new WrongCode(), submit(made, "access", "AAAA-AAA" + i));
    }
    assertEquals(new Gone(), submit(made, "access", "AAAA-AAA4"));
    assertEquals(Optional.empty(), door(made));
    assertEquals(List.of(), requests());
    List<AuditEvent> refusals =
        office.audit.events().stream().filter(e -> e.outcome() == Outcome.REFUSED).toList();
    assertEquals(5, refusals.size());
    assertEquals("wrong-code", refusals.get(0).detail());
    assertEquals(List.of(made.id()), refusals.get(0).records());
  }

  @Test
  public void aPackageIsFetchedAsOftenAsTheCodeIsRight() throws Exception {
    Made made = links.toPackage(office.caller, ada, "01a209f3-c755-75a9-b898-fd6d5a443b94");
    Door open = packageDoor(made).orElseThrow();
    for (int i = 0; i < 4; i++) {
      assertEquals(Optional.of(new WrongCode()), desk.admit(open, "AAAA-AAA" + i));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Optional<Answer>>> openings = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        openings.add(threads.submit(() -> desk.admit(open, made.code())));
      }
      for (Future<Optional<Answer>> opening : openings) {
        assertEquals(Optional.empty(), opening.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertTrue(packageDoor(made).isPresent());
    assertEquals(Optional.of(new Gone()), desk.admit(open, null));
    assertEquals(Optional.of(new Gone()), desk.admit(open, made.code()));
    assertEquals(Optional.empty(), packageDoor(made));
  }

  private Optional<Door> packageDoor(Made made) {
    return desk.openPackage(made.secret(), "192.0.2.1");
  }

  @Test
  public void guessesAtTheSameTimeAreCountedToo() throws Exception {
    Made made = link(ada);
    Door open = door(made).orElseThrow();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Answer>> guesses = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        String code = "AAAA-AA" + (10 + i);
        guesses.add(
            threads.submit(() -> desk.submit(open, new IntakeForm("access", "", "", code))));
      }
      for (Future<Answer> guess : guesses) {
        guess.get();
      }
      long looked =
          office.audit.events().stream().filter(e -> e.outcome() == Outcome.REFUSED).count();
      assertEquals(5, looked);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  public void nothingTellsWhetherTheContactIsStillThere() {
    Made there = link(ada);
    Subject bob = office.subject();
    Made gone = link(bob);
    office.village.erase(office.caller, bob);
    office.keyring.puncture(office.caller, bob.leaf());
    assertEquals(submit(there, "access", "AAAA-AAAA"), submit(gone, "access", "AAAA-AAAA"));
    IntakePage page = new IntakePage(actions);
    Wording english = Wording.suiting("en", null);
    assertEquals(
        page.form(door(there).orElseThrow(), english),
        page.form(door(gone).orElseThrow(), english));
    assertTrue(submit(there, "access", there.code()) instanceof Received);
    assertTrue(submit(gone, "access", gone.code()) instanceof Received);
    Request stranger = requests().stream().filter(r -> r.contact() == null).findFirst().get();
    assertEquals("please", stranger.note());
  }

  @Test
  public void aLinkExpiresAndCanBeTakenBack() {
    Instant expires = office.clock.instant().plus(Duration.ofHours(1));
    Made short1 = links.make(office.caller, new Wanted(ada.id(), expires));
    assertEquals(expires, short1.expires());
    Made revoked = link(ada);
    links.revoke(office.caller, revoked.id());
    assertEquals(Optional.empty(), door(revoked));
    assertEquals(
        "no-such-link",
        assertThrows(ProblemException.class, () -> links.revoke(office.caller, revoked.id()))
            .code());
    Door open = door(short1).orElseThrow();
    office.clock.set(expires);
    assertEquals(Optional.empty(), door(short1));
    assertEquals(new Gone(), desk.submit(open, new IntakeForm("access", "", "", short1.code())));
    for (Instant wrong :
        List.of(expires, office.clock.instant().plus(IntakeLinks.LONGEST).plusSeconds(1))) {
      assertThrows(
          ProblemException.class, () -> links.make(office.caller, new Wanted(null, wrong)));
    }
  }

  @Test
  public void onlyTheWholeAddressOpens() {
    Made made = link(ada);
    String secret = made.secret();
    char last = secret.charAt(60) == 'A' ? 'B' : 'A';
    for (String other :
        List.of(
            "",
            "x",
            secret.substring(1),
            secret + "A",
            secret.substring(0, 60) + last + secret.substring(61),
            "!".repeat(secret.length()))) {
      assertEquals(other, Optional.empty(), desk.open(other, "192.0.2.1"));
    }
    assertTrue(door(made).isPresent());
  }

  @Test
  public void secretAndCodeAreNowhereInTheStore() {
    Made made = link(ada);
    String dump = office.store.dump();
    assertFalse(dump.contains(made.secret()));
    assertFalse(dump.contains(made.secret().substring(44)));
    assertFalse(dump.contains(made.code()));
    assertFalse(dump.contains(made.code().replace("-", "")));
  }

  @Test
  public void aLinkOfNobodyAsksForAnAddress() {
    Made made = link(null);
    Door open = door(made).orElseThrow();
    for (String wrong : List.of("", "eve", "eve@example", "eve @example.org", "a@b@c.org")) {
      assertEquals(
          wrong,
          new Faulty(Set.of("email")),
          desk.submit(open, new IntakeForm("access", "", wrong, made.code())));
    }
    assertTrue(
        desk.submit(open, new IntakeForm("access", "", "eve@example.org", made.code()))
            instanceof Received);
    assertNull(requests().get(0).contact());
    assertEquals("eve@example.org", requests().get(0).email());
    assertFalse(office.store.dump().contains("eve@example.org"));
  }

  @Test
  public void aFormThatIsNotFilledInCostsNoAttempt() {
    Made made = link(ada);
    Door open = door(made).orElseThrow();
    for (int i = 0; i < 9; i++) {
      assertEquals(
          new Faulty(Set.of("ask", "note", "code")),
          desk.submit(open, new IntakeForm("everything", "x".repeat(4001), "", "")));
    }
    assertTrue(submit(made, "access", made.code()) instanceof Received);
    for (Map<String, List<String>> wrong :
        List.of(Map.of("tenant", List.of("other")), Map.of("ask", List.of("access", "erasure")))) {
      assertThrows(ProblemException.class, () -> IntakeForm.of(wrong));
    }
  }

  @Test
  public void aLinkIsOfACallersContactAlone() {
    Caller other = office.keyring.caller();
    assertEquals(
        "no-such-contact",
        assertThrows(ProblemException.class, () -> links.make(other, new Wanted(ada.id(), null)))
            .code());
    Made mine = link(ada);
    assertThrows(ProblemException.class, () -> links.revoke(other, mine.id()));
    assertTrue(door(mine).isPresent());
  }

  @Test
  public void anotherActionIsDoneBySameFormAndUsesTheLinkUp() {
    List<String> done = new ArrayList<>();
    actions.bindAction(
        new IntakeAction() {
          @Override
          public String code() {
            return "withdraw-consent";
          }

          @Override
          public String label(String language) {
            return "Withdraw";
          }

          @Override
          public String hint(String language) {
            return "Takes consent back";
          }

          @Override
          public void run(Caller caller, Subject subject, String link) {
            done.add(subject.id() + " " + link);
          }
        });
    Made made = link(ada);
    assertTrue(
        new IntakePage(actions)
            .form(door(made).orElseThrow(), Wording.suiting("en", null))
            .contains("Takes consent back"));
    assertTrue(submit(made, "withdraw-consent", made.code()) instanceof Done);
    assertEquals(List.of(ada.id() + " " + made.id()), done);
    assertEquals(Optional.empty(), door(made));
    assertEquals(List.of(), requests());
    Made nobodys = link(null);
    assertEquals(
        new Faulty(Set.of("ask")),
        desk.submit(
            door(nobodys).orElseThrow(),
            new IntakeForm("withdraw-consent", "", "eve@example.org", nobodys.code())));
  }

  @Test
  public void aDestroyedTenantsLinkIsGone() {
    Made made = link(ada);
    office.keyring.destroyTenant(office.caller.tenant());
    assertEquals(Optional.empty(), door(made));
  }
}
