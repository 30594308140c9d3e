// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.erasure;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.encryption.EncryptionException;
import io.privity.api.privacy.Retained;
import io.privity.api.privacy.Subject;
import io.privity.api.rights.RequestKind;
import io.privity.api.rights.RightsException;
import io.privity.rights.Office;
import io.privity.rights.Refusals;
import io.privity.rights.Village;
import io.privity.rights.processing.Wishes;
import io.privity.rights.request.Fulfilment;
import io.privity.testkit.Faults;
import io.privity.testkit.TestSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;

public class ErasuresTest {
  private final Office at = new Office();
  private final Wishes wishes = new Wishes(at);
  private final Shredding shredding = new Shredding(at, wishes);
  private final Subject ada =
      at.village.add("Ada", "likes tea", List.of("orders"), at.clock.instant());
  private final Subject bob = at.village.add("Bob", "n", List.of("orders"), at.clock.instant());

  private Fulfilment.Result erase(String request) {
    return shredding.requests.run(
        at.officer, new Fulfilment.Work(request, RequestKind.ERASURE, ada, new byte[0]));
  }

  private static List<Fulfilment.Kept> done(Fulfilment.Result result) {
    assertTrue(result.toString(), result instanceof Fulfilment.Fulfilled);
    return ((Fulfilment.Fulfilled) result).kept();
  }

  private void assertErased() {
    assertTrue(at.keyring.isPunctured(ada.tenant(), ada.leaf()));
    assertFalse(at.village.has(ada));
    assertTrue(at.village.has(bob));
    assertFalse(at.keyring.isPunctured(bob.tenant(), bob.leaf()));
  }

  private void assertUntouched() {
    assertFalse(at.keyring.isPunctured(ada.tenant(), ada.leaf()));
    assertTrue(at.village.has(ada));
  }

  @Test
  public void everythingGoesAndTheReceiptSaysSo() {
    assertEquals(List.of(), done(erase("r1")));
    assertErased();
    assertEquals(List.of(ada.id()), at.ledger.written);
    assertEquals(List.of("email:Ada@example.org"), at.village.mentionsErased);
    assertEquals(
        Set.of("email:Ada@example.org"),
        wishes.suppressions.suppressed(at.officer, List.of("email:Ada@example.org")));
    String receipt = TestSigner.payload(shredding.receipts.of(at.officer, "r1"));
    assertTrue(receipt, receipt.contains("\"destroyed\":{\"village\":{\"contact\":2}}"));
    assertTrue(receipt, receipt.contains(ada.id()) && receipt.contains("erasedAt"));
    assertTrue(receipt, receipt.contains("ab".repeat(32)));
  }

  @Test
  public void aRepeatedErasureSharesTheReceipt() {
    erase("r1");
    done(erase("r2"));
    assertEquals(
        TestSigner.payload(shredding.receipts.of(at.officer, "r1")),
        TestSigner.payload(shredding.receipts.of(at.officer, "r2")));
    assertEquals(1, at.keyring.punctures().size());
  }

  /** Else a rollback would take back what was written down, retained data too, of who is gone. */
  @Test
  public void itNeedsItsOwnTransactions() {
    assertThrows(
        IllegalStateException.class, () -> at.store.transactions().call(() -> erase("r1")));
    assertUntouched();
    assertEquals(List.of(), at.ledger.written);
  }

  @Test
  public void twoAtOnceMakeOneReceipt() throws Exception {
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      CyclicBarrier start = new CyclicBarrier(2);
      List<Future<Fulfilment.Result>> results =
          List.of("r1", "r2").stream()
              .map(
                  request ->
                      both.submit(
                          () -> {
                            start.await();
                            return erase(request);
                          }))
              .toList();
      for (Future<Fulfilment.Result> result : results) {
        done(result.get());
      }
    } finally {
      both.shutdownNow();
    }
    assertErased();
    assertEquals(
        TestSigner.payload(shredding.receipts.of(at.officer, "r1")),
        TestSigner.payload(shredding.receipts.of(at.officer, "r2")));
  }

  @Test
  public void withoutALedgerNothingIsDestroyed() {
    at.ledger.gone = true;
    assertThrows(EncryptionException.class, () -> erase("r1"));
    assertUntouched();
    assertEquals(
        "no-such-receipt",
        assertThrows(RightsException.class, () -> shredding.receipts.of(at.officer, "r1")).code());
    at.ledger.gone = false;
    done(erase("r1"));
    assertErased();
  }

  @Test
  public void whileAHolderIsAwayNothingIsBegun() {
    Village shop = new Village(at.keyring, at.officer);
    at.holders.add("shop", shop);
    at.bundlesWithTables.add("shop");
    at.holders.unbindHolder(shop);
    Fulfilment.Result result = erase("r1");
    assertEquals(List.of("shop"), ((Fulfilment.Waiting) result).on());
    assertUntouched();
    assertEquals(List.of(), at.ledger.written);
    at.holders.add("shop", shop);
    done(erase("r1"));
    assertErased();
  }

  @Test
  public void aHolderThatFailsKeepsItOpenAndTheKeyIsGone() {
    at.village.failures.set(1);
    Fulfilment.Result result = erase("r1");
    assertEquals(List.of("village"), ((Fulfilment.Waiting) result).on());
    assertTrue(at.keyring.isPunctured(ada.tenant(), ada.leaf()));
    done(erase("r1"));
    assertErased();
  }

  @Test
  public void whoseDataCannotBeSeenIsSaidAndNothingIsDestroyed() {
    at.village.mute = true;
    RightsException failed = assertThrows(RightsException.class, () -> erase("r1"));
    assertEquals("holder-failed", failed.code());
    assertEquals(List.of("village"), failed.members().get(Refusals.HOLDERS));
    assertUntouched();
    at.village.mute = false;
    done(erase("r1"));
    assertErased();
  }

  @Test
  public void aCrashAnywhereIsFinishedAfterwards() {
    for (int statement = 0; statement < 40; statement++) {
      Subject eve = at.village.add("Eve" + statement, "n", List.of(), at.clock.instant());
      Fulfilment.Work work =
          new Fulfilment.Work("c" + statement, RequestKind.ERASURE, eve, new byte[0]);
      at.store.faults().failStatement(statement);
      boolean failed = false;
      try {
        shredding.requests.run(at.officer, work);
      } catch (RuntimeException e) {
        failed = true;
      } finally {
        at.store.faults().none();
      }
      Shredding restarted = new Shredding(at, new Wishes(at));
      restarted.erasures.resume();
      done(restarted.requests.run(at.officer, work));
      assertTrue(at.keyring.isPunctured(eve.tenant(), eve.leaf()));
      assertFalse(at.village.has(eve));
      if (!failed) {
        return;
      }
    }
    throw new AssertionError("every statement was made to fail");
  }

  @Test
  public void whatIsOnTheLedgerIsPuncturedAgainWhenKeysCameBack() {
    erase("r1");
    at.ledger.append(bob.tenant(), bob.id(), bob.leaf(), "of a later vault");
    shredding.erasures.resume();
    assertTrue(at.keyring.isPunctured(bob.tenant(), bob.leaf()));
    int punctures = at.keyring.punctures().size();
    shredding.erasures.resume();
    assertEquals(punctures, at.keyring.punctures().size());
  }

  @Test
  public void whatWasCutShortOnTheLedgerDropsItsMentionsFirst() {
    at.village.talkative = true;
    assertEquals(List.of("village"), ((Fulfilment.Waiting) erase("r1")).on());
    shredding.erasures.resume();
    assertFalse(at.keyring.isPunctured(ada.tenant(), ada.leaf()));
    at.village.talkative = false;
    shredding.erasures.resume();
    assertEquals(List.of("email:Ada@example.org"), at.village.mentionsErased);
    done(erase("r1"));
    assertErased();
  }

  @Test
  public void aCommitWhoseAnswerWasLostIsNotDoneTwice() {
    at.store.faults().afterCommit(Faults.FAIL);
    try {
      erase("r1");
    } catch (RuntimeException e) {
      // the answer was lost
    } finally {
      at.store.faults().none();
    }
    done(erase("r1"));
    assertErased();
    assertEquals(List.of(ada.id()), at.ledger.written);
  }

  @Test
  public void whatTheLawKeepsIsKeptAloneUntilItsEnd() {
    Instant end = at.clock.instant().plus(Duration.ofDays(10));
    at.village.retained.put(
        "note", new Retained(Retained.Ground.LEGAL_OBLIGATION, "§ 147 AO", end));
    List<Fulfilment.Kept> keptData = done(erase("r1"));
    assertErased();
    assertEquals("legal-obligation", keptData.get(0).code());
    assertEquals(1, at.retained.copies.size());
    assertTrue(
        TestSigner.payload(shredding.receipts.of(at.officer, "r1"))
            .contains("\"destroyed\":{\"village\":{\"contact\":1}}"));
    KeptData.Shown listed = shredding.kept.list(at.officer, null, 10).get(0);
    assertEquals(null, listed.value());
    assertEquals("\"likes tea\"", shredding.kept.show(at.officer, listed.id()).value());
    assertFalse(at.store.dump().contains("likes tea"));

    assertEquals(0, shredding.kept.end());
    at.clock.move(Duration.ofDays(11));
    assertEquals(1, shredding.kept.end());
    assertEquals(0, at.retained.copies.size());
    assertEquals(
        "no-such-retained-datum",
        assertThrows(RightsException.class, () -> shredding.kept.show(at.officer, listed.id()))
            .code());
    String receipt = TestSigner.payload(shredding.receipts.of(at.officer, "r1"));
    assertTrue(receipt, receipt.contains("endedAt"));
  }

  @Test
  public void aDeletionIsRefusedWhereAnErasureWouldRetainSomething() {
    PlannedDeletions deletions = new PlannedDeletions(at.holders, shredding.plan);
    assertEquals(Set.of(), deletions.refused(at.officer, List.of(ada, bob)));
    shredding.holds.place(
        at.officer,
        new Holds.Hold(
            null,
            ada.id(),
            List.of("village:" + ada.id() + "/note"),
            "legal-claims",
            "lawsuit",
            at.clock.instant().plus(Duration.ofDays(30)),
            null));
    assertEquals(Set.of(ada.leaf()), deletions.refused(at.officer, List.of(ada, bob)));
    at.clock.move(Duration.ofDays(31));
    assertEquals(Set.of(), deletions.refused(at.officer, List.of(ada, bob)));
    at.village.retained.put(
        "note",
        new Retained(
            Retained.Ground.LEGAL_OBLIGATION,
            "§ 147 AO",
            at.clock.instant().plus(Duration.ofDays(9))));
    assertEquals(Set.of(ada.leaf(), bob.leaf()), deletions.refused(at.officer, List.of(ada, bob)));
    at.holders.unbindHolder(at.village);
    assertEquals(
        "holder-away",
        assertThrows(RightsException.class, () -> deletions.refused(at.officer, List.of(ada)))
            .code());
  }

  /** A crash may leave its row for the next night. */
  @Test
  public void aRetainedDatumWhoseKeyIsGoneStopsNoList() {
    Instant end = at.clock.instant().plus(Duration.ofDays(10));
    at.village.retained.put(
        "note", new Retained(Retained.Ground.LEGAL_OBLIGATION, "§ 147 AO", end));
    erase("r1");
    shredding.requests.run(
        at.officer, new Fulfilment.Work("r2", RequestKind.ERASURE, bob, new byte[0]));
    at.keyring.puncture(
        at.officer, shredding.store.kept(at.officer.tenant(), ada.leaf()).get(0).leaf());
    List<KeptData.Shown> page = shredding.kept.list(at.officer, null, 1);
    assertEquals(List.of(bob.id()), page.stream().map(KeptData.Shown::contact).toList());
    assertEquals(List.of(), shredding.kept.list(at.officer, page.get(0).id(), 1));
  }

  @Test
  public void aHoldKeepsOneDatumAndNeverAWholePerson() {
    Instant end = at.clock.instant().plus(Duration.ofDays(30));
    String note = "village:" + ada.id() + "/note";
    assertEquals(
        "invalid-value",
        assertThrows(
                RightsException.class,
                () -> shredding.holds.place(at.officer, hold(List.of(), "legal-claims", end)))
            .code());
    shredding.holds.place(at.officer, hold(List.of(note), "legal-claims", end));
    ErasureRequests.Preview preview =
        (ErasureRequests.Preview)
            shredding.requests.preview(
                at.officer, new Fulfilment.Work("r1", RequestKind.ERASURE, ada, new byte[0]));
    assertEquals(
        List.of(note), preview.stays().stream().map(ErasureRequests.Staying::datum).toList());
    assertUntouched();
    assertEquals(note, done(erase("r1")).get(0).datum());
    assertErased();
  }

  private Holds.Hold hold(List<String> data, String ground, Instant until) {
    return new Holds.Hold(null, ada.id(), data, ground, "a lawsuit", until, null);
  }

  @Test
  public void whatTheTenantRefusedStaysUntilItsEnd() {
    Instant end = at.clock.instant().plus(Duration.ofDays(30));
    String note = "village:" + ada.id() + "/note";
    Fulfilment.Work work =
        new Fulfilment.Work(
            "r1",
            RequestKind.ERASURE,
            ada,
            new byte[0],
            List.of(new Fulfilment.Kept(note, "archiving", "an archive", end)),
            null);
    assertEquals("archiving", done(shredding.requests.run(at.officer, work)).get(0).code());
    assertErased();
  }
}
