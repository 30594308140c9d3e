// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.encryption.EncryptionException;
import io.privity.api.privacy.Subject;
import io.privity.api.problem.Kind;
import io.privity.api.problem.ProblemException;
import io.privity.api.rights.RequestKind;
import io.privity.api.rights.SubjectRequests.Request;
import io.privity.api.rights.SubjectRequests.State;
import io.privity.rights.Refusals;
import io.privity.rights.request.Fulfilment.Fulfilled;
import io.privity.rights.request.Fulfilment.Kept;
import io.privity.rights.request.Fulfilment.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;

public class ExecutionTest {
  private static final byte[] NOTHING = {};
  private static final String PLUGIN = "org.example.loyalty";

  private final RequestOffice office = new RequestOffice();
  private final Subject ada = office.subject();
  private final TestFulfilment access = new TestFulfilment(RequestKind.ACCESS);
  private final String id;

  public ExecutionTest() {
    office.fulfilments.bindFulfilment(access);
    id = office.verified(RequestKind.ACCESS, ada).id();
    office.audit.clear();
  }

  private Request fulfil() {
    return office.desk.fulfil(office.caller, id, -1, NOTHING).request();
  }

  private List<String> operations() {
    return office.audit.operations(office.caller.tenant());
  }

  @Test
  public void aRequestWaitsForAHolderThatIsAwayAndEndsWhenItComes() {
    office.away(PLUGIN);
    Request waiting = fulfil();
    assertEquals(State.WAITING, waiting.state());
    assertEquals(List.of(PLUGIN), waiting.waiting().on());
    assertNull(waiting.waiting().code());
    office.worker.attempt();
    assertEquals(State.WAITING, office.read(id).state());

    office.holder(PLUGIN, new TestHolder("loyalty", Map.of()));
    office.execution.holderArrived();
    office.worker.attempt();
    assertEquals(State.FULFILLED, office.read(id).state());
    assertEquals(2, access.works.size());
    assertEquals("schedule", access.callers.get(1).credential());
    assertTrue(operations().contains("rights.request-waiting"));
  }

  @Test
  public void aHolderThatComesInTheMiddleIsAskedToo() {
    office.away(PLUGIN);
    access.runs(
        (caller, work) -> {
          if (access.works.size() == 1) {
            office.holder(PLUGIN, new TestHolder("loyalty", Map.of()));
            office.execution.holderArrived();
          }
          return new Fulfilled(List.of());
        });
    assertEquals(State.WAITING, fulfil().state());
    office.worker.attempt();
    assertEquals(State.FULFILLED, office.read(id).state());
    assertEquals(2, access.works.size());
  }

  @Test
  public void whatFailsIsTriedAgainLaterAndLater() {
    access.runs(
        (caller, work) -> {
          throw new IllegalStateException("ada@example.org is broken");
        });
    Request waiting = fulfil();
    assertEquals(State.WAITING, waiting.state());
    assertEquals("fulfilment-failed", waiting.waiting().code());
    Instant now = office.clock.instant();
    long[] seconds = {30, 60, 120, 240, 480, 960, 1920, 3600, 3600};
    for (int attempt = 1; attempt <= seconds.length; attempt++) {
      Instant next = now.plusSeconds(seconds[attempt - 1]);
      assertEquals(next, office.read(id).waiting().nextAttemptAt());
      assertEquals(attempt, office.read(id).waiting().attempts());
      office.clock.set(next.minusMillis(1));
      office.worker.attempt();
      assertEquals(attempt, access.works.size());
      office.clock.set(next);
      office.worker.attempt();
      assertEquals(attempt + 1, access.works.size());
      now = next;
    }
    assertFalse(office.store.dump().contains("ada@example.org"));
    // the same news only once
    assertEquals(1, operations().stream().filter(o -> o.endsWith("-waiting")).count());

    access.runs((caller, work) -> new Fulfilled(List.of()));
    assertEquals(State.FULFILLED, fulfil().state());
  }

  @Test
  public void theReasonIsTheProblemsCodeAndWhoFailed() {
    access.runs(
        (caller, work) -> {
          throw Refusals.holdersFailed(List.of(PLUGIN));
        });
    Request waiting = fulfil();
    assertEquals("holder-failed", waiting.waiting().code());
    assertEquals(List.of(PLUGIN), waiting.waiting().on());
    assertEquals("holder-failed", office.audit.last().detail());
    access.runs(
        (caller, work) -> {
          throw new EncryptionException(Kind.UNAVAILABLE, "vault-unavailable", "later");
        });
    assertEquals("vault-unavailable", fulfil().waiting().code());
  }

  @Test
  public void wrongInstructionsLeaveTheRequestAsItWas() {
    access.runs(
        (caller, work) -> {
          throw Refusals.invalid("corrections", "none");
        });
    Request before = office.read(id);
    ProblemException refused =
        assertThrows(
            ProblemException.class,
            () -> office.desk.fulfil(office.caller, id, -1, RequestOffice.utf8("{\"a\":1}")));
    assertEquals("invalid-value", refused.code());
    assertEquals(before, office.read(id));
    assertFalse(office.row(id).isBegun());
    office.desk.withdraw(office.caller, id, -1);
  }

  @Test
  public void wrongInstructionsOfOneThatWaitsKeepItWaitingForTheOldOnes() {
    office.away(PLUGIN);
    office.desk.fulfil(office.caller, id, -1, RequestOffice.utf8("{\"a\":1}"));
    access.runs(
        (caller, work) -> {
          throw Refusals.invalid("a", "none");
        });
    assertThrows(
        ProblemException.class,
        () -> office.desk.fulfil(office.caller, id, -1, RequestOffice.utf8("{\"a\":2}")));
    Request waiting = office.read(id);
    assertEquals(State.WAITING, waiting.state());
    assertEquals(List.of(PLUGIN), waiting.waiting().on());
    assertEquals(Map.of("a", 1), waiting.instructions());
  }

  @Test
  public void whatWasBegunIsNeitherRefusedNorWithdrawn() {
    office.away(PLUGIN);
    fulfil();
    assertThrows(ProblemException.class, () -> office.desk.withdraw(office.caller, id, -1));
    assertEquals(State.WAITING, office.read(id).state());
  }

  @Test
  public void aCrashInTheMiddleIsResumedWithTheSameWork() {
    access.runs(
        (caller, work) -> {
          throw new ThreadDeath();
        });
    assertThrows(
        ThreadDeath.class,
        () -> office.desk.fulfil(office.caller, id, -1, RequestOffice.utf8("{\"deep\":true}")));
    assertEquals(State.IN_PROGRESS, office.row(id).state);
    access.runs((caller, work) -> new Fulfilled(List.of()));
    // another node, while the claim stands
    RequestWorker other = office.worker(office.node());
    other.attempt();
    assertEquals(1, access.works.size());
    // the server itself, at its next start: nobody else uses an embedded store
    other.start();
    assertEquals(State.FULFILLED, office.read(id).state());
    assertArrayEquals(RequestOffice.utf8("{\"deep\":true}"), access.works.get(1).instructions());
  }

  @Test
  public void aClaimThatNobodyRenewsEnds() {
    access.runs(
        (caller, work) -> {
          throw new ThreadDeath();
        });
    assertThrows(ThreadDeath.class, this::fulfil);
    access.runs((caller, work) -> new Fulfilled(List.of()));
    office.clock.move(Execution.CLAIM.minusMillis(1));
    office.worker.attempt();
    assertEquals(1, access.works.size());
    office.clock.move(Duration.ofMillis(1));
    office.worker.attempt();
    assertEquals(State.FULFILLED, office.read(id).state());
  }

  @Test
  public void oneNodeWorksOnARequestAndTheOtherLeavesItAlone() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    access.runs(
        (caller, work) -> {
          inside.countDown();
          await(goOn);
          return new Fulfilled(List.of());
        });
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<Request> first = threads.submit(this::fulfil);
      inside.await();
      RequestWorker other = office.worker(office.node());
      for (int i = 0; i < 5; i++) {
        office.clock.move(Execution.CLAIM.minusSeconds(1));
        office.execution.renewClaims();
        office.clock.move(Duration.ofSeconds(2));
        other.attempt();
        office.execution.holderArrived();
        other.attempt();
      }
      ProblemException begun = assertThrows(ProblemException.class, this::fulfil);
      assertEquals("request-begun", begun.code());
      goOn.countDown();
      assertEquals(State.FULFILLED, first.get().state());
      assertEquals(1, access.works.size());
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  public void anErasureGoesOnAfterThePuncture() {
    TestFulfilment erasure = new TestFulfilment(RequestKind.ERASURE);
    office.fulfilments.bindFulfilment(erasure);
    String erasing = office.verified(RequestKind.ERASURE, ada).id();
    Instant until = Instant.parse("2036-01-01T00:00:00Z");
    erasure.runs(
        (caller, work) -> {
          office.keyring.puncture(caller, work.subject().leaf());
          office.rows.blank(caller.tenant(), work.subject().id());
          office.village.erase(office.caller, ada);
          return erasure.works.size() == 1
              ? new Waiting(List.of(PLUGIN))
              : new Fulfilled(List.of(new Kept("x:1", "legal-claims", "lawsuit", until)));
        });
    Request waiting = office.desk.fulfil(office.caller, erasing, -1, NOTHING).request();
    assertEquals(List.of(PLUGIN), waiting.waiting().on());
    office.execution.holderArrived();
    office.worker.attempt();
    Request done = office.read(erasing);
    assertEquals(State.FULFILLED, done.state());
    assertEquals(ada.id(), done.contact());
    assertEquals("x:1", done.kept().get(0).datum());
    assertEquals(until, done.kept().get(0).until());
    assertNull(done.note());
    assertNull(done.kept().get(0).reason());
    assertEquals(
        new Subject(ada.tenant(), ada.id(), ada.leaf(), List.of()), erasure.works.get(1).subject());
  }

  @Test
  public void aTurnThatCannotBeginIsLeftAloneForAWhile() {
    office.away(PLUGIN);
    fulfil();
    office.execution.holderArrived();
    office.keyring.setRefusing(true);
    office.worker.attempt();
    assertEquals(1, access.works.size());
    assertEquals(
        office.clock.instant().plus(Duration.ofHours(1)).toEpochMilli(),
        office.row(id).nextAttempt);
    office.keyring.setRefusing(false);
    office.holder(PLUGIN, new TestHolder("loyalty", Map.of()));
    office.execution.holderArrived();
    office.worker.attempt();
    assertEquals(State.FULFILLED, office.read(id).state());
  }

  @Test
  public void whatNobodyCanBeShownNowIsDoneAllTheSame() {
    EncryptionException later =
        new EncryptionException(Kind.UNAVAILABLE, EncryptionException.VAULT_UNAVAILABLE, "later");
    office.namesFail(later);
    assertSame(later, assertThrows(EncryptionException.class, this::fulfil));
    assertEquals(State.FULFILLED, office.row(id).state);
  }

  @Test
  public void whatGoesOnByItselfIsShownToNobody() {
    office.away(PLUGIN);
    fulfil();
    office.holder(PLUGIN, new TestHolder("loyalty", Map.of()));
    office.execution.holderArrived();
    office.namesFail(new IllegalStateException("told to fail"));
    office.worker.attempt();
    assertEquals(State.FULFILLED, office.row(id).state);
  }

  @Test
  public void aFulfilmentThatGoesMeanwhileIsWaitedFor() {
    office.away(PLUGIN);
    fulfil();
    office.fulfilments.unbindFulfilment(access);
    office.execution.holderArrived();
    office.worker.attempt();
    assertEquals("kind-not-supported", office.read(id).waiting().code());
  }
}
