// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditException;
import io.privity.api.audit.AuditLog;
import io.privity.api.audit.Outcome;
import io.privity.api.caller.Caller;
import io.privity.audit.merkle.Checkpoint;
import io.privity.audit.merkle.Proofs;
import io.privity.audit.merkle.TreeHasher;
import io.privity.audit.merkle.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.Test;

public class MerkleAuditLogTest {
  private final TestLog test;
  private final AuditLog log;
  private final Caller caller = TestLog.caller();

  public MerkleAuditLogTest() throws Exception {
    test = new TestLog();
    log = test.log;
  }

  private static List<String> records(List<AuditLog.Entry> entries) {
    return entries.stream().flatMap(entry -> entry.records().stream()).toList();
  }

  @Test
  public void aChangeIsRecordedInItsTransactionOnly() {
    AuditEvent event = AuditEvent.of("contacts.create", "r");
    assertThrows(IllegalStateException.class, () -> log.record(caller, event));
  }

  @Test
  public void aChangeThatRollsBackLeavesNoEntry() throws Exception {
    assertThrows(
        IllegalStateException.class,
        () ->
            test.store
                .transactions()
                .call(
                    () -> {
                      log.record(caller, AuditEvent.of("contacts.create", "gone"));
                      throw new IllegalStateException("rolls back");
                    }));
    assertEquals(0, test.store.count("audit_pending"));
    test.change(caller, "kept");
    assertEquals(List.of("kept"), records(log.entries(caller, TestLog.ANY, Long.MAX_VALUE, 10)));
  }

  @Test
  public void aRefusalStaysWhenItsTransactionRollsBack() {
    assertThrows(
        IllegalStateException.class,
        () ->
            test.store
                .transactions()
                .call(
                    () -> {
                      log.recordRefusal(
                          caller, AuditEvent.refused("contacts.replace", "stale-version"));
                      throw new IllegalStateException("rolls back");
                    }));
    AuditLog.Entry entry = log.entries(caller, TestLog.ANY, Long.MAX_VALUE, 10).get(0);
    assertEquals("refused", entry.outcome());
    assertEquals("stale-version", entry.detail());
  }

  @Test
  public void anEntryComesBackAsItWasRecorded() {
    AuditEvent event =
        new AuditEvent(
            "contacts.read",
            Outcome.OK,
            List.of("a", "b\n\"é"),
            new long[] {9, 3, 9},
            List.of("contact"),
            "mail",
            "detail");
    log.recordRead(caller, event);
    AuditLog.Entry entry = log.entries(caller, TestLog.ANY, Long.MAX_VALUE, 10).get(0);
    assertEquals(0, entry.position());
    assertEquals(test.clock.instant(), entry.time());
    assertEquals(caller.principal(), entry.principal());
    assertEquals("token", entry.credential());
    assertEquals("contacts.read", entry.operation());
    assertEquals("crm", entry.purpose());
    assertEquals("ok", entry.outcome());
    assertEquals(List.of("a", "b\n\"é"), entry.records());
    assertEquals(List.of(3L, 9L), entry.subjects());
    assertEquals(List.of("contact"), entry.categories());
    assertEquals("mail", entry.recipient());
    assertEquals("detail", entry.detail());
  }

  @Test
  public void aLogShowsItsOwnTenantAlone() {
    test.change(caller, "mine");
    Caller other = TestLog.caller();
    test.change(other, "theirs");
    test.change(Caller.operator("local-console"), "the operator's");
    assertEquals(List.of("mine"), records(log.entries(caller, TestLog.ANY, Long.MAX_VALUE, 10)));
    String theirs = log.entries(other, TestLog.ANY, Long.MAX_VALUE, 10).get(0).id();
    assertFalse(log.inclusion(caller, theirs).isPresent());
    assertTrue(log.inclusion(other, theirs).isPresent());
  }

  @Test
  public void readingIsRecorded() {
    test.change(caller, "r");
    log.entries(caller, TestLog.ANY, Long.MAX_VALUE, 10);
    List<AuditLog.Entry> entries = log.entries(caller, TestLog.ANY, Long.MAX_VALUE, 10);
    assertEquals("audit.read", entries.get(0).operation());
    assertEquals("1", entries.get(0).detail());
  }

  @Test
  public void pagesNewestFirstOverManySegments() {
    test.fill(caller, 1_300, 40);
    List<Long> seen = new ArrayList<>();
    long before = 1_300;
    for (List<AuditLog.Entry> page = page(before); !page.isEmpty(); page = page(before)) {
      page.forEach(entry -> seen.add(entry.position()));
      before = page.get(page.size() - 1).position();
    }
    assertEquals(LongStream.range(0, 1_300).map(i -> 1_299 - i).boxed().toList(), seen);
  }

  private List<AuditLog.Entry> page(long before) {
    return log.entries(caller, TestLog.ANY, before, 170);
  }

  @Test
  public void filters() {
    test.fill(caller, 100, 7);
    Caller reader = new Caller(caller.tenant(), "p2", -1, "c", caller.roles(), "crm", "");
    log.recordRead(reader, AuditEvent.list("contacts.list", new long[] {5, 6, 1_000}, "contact"));
    assertEquals(1, found(new AuditLog.Query(null, null, "p2", null, null, null)));
    assertEquals(1, found(new AuditLog.Query(null, null, null, "contacts.list", null, null)));
    assertEquals(101, found(new AuditLog.Query(null, null, null, "contacts.", null, null)));
    assertEquals(0, found(new AuditLog.Query(null, null, null, "contact", null, null)));
    assertEquals(1, found(new AuditLog.Query(null, null, null, null, "record-42", null)));
    assertEquals(1, found(new AuditLog.Query(null, null, null, null, null, 1_000L)));
    assertEquals(100, found(new AuditLog.Query(null, null, null, null, null, 7L)));
    assertEquals(0, found(new AuditLog.Query(null, null, null, null, null, 10L)));
  }

  @Test
  public void filtersByTime() {
    test.fill(caller, 100, 7);
    long last = test.clock.millis();
    java.time.Instant from = java.time.Instant.ofEpochMilli(last - 20 * 60_000);
    java.time.Instant to = java.time.Instant.ofEpochMilli(last - 10 * 60_000);
    assertEquals(10, found(new AuditLog.Query(from, to, null, null, null, null)));
    assertEquals(21, found(new AuditLog.Query(from, null, null, null, "", null)));
    assertEquals(0, found(new AuditLog.Query(to.plusSeconds(7200), null, null, null, null, null)));
  }

  private int found(AuditLog.Query query) {
    return new LogReader(test.connections)
        .entries(io.privity.audit.store.LogName.of(caller), query, caughtUp(), 500)
        .size();
  }

  private long caughtUp() {
    test.integrator.catchUp();
    return Long.MAX_VALUE;
  }

  @Test
  public void aLargeEventBecomesSeveralEntries() {
    long[] subjects = LongStream.range(0, 40_000).map(i -> i * 300).toArray();
    List<String> records = LongStream.range(0, 1_000).mapToObj(i -> "id-" + i).toList();
    log.recordRead(
        caller,
        new AuditEvent("contacts.list", Outcome.OK, records, subjects, List.of("contact"), "", ""));
    List<AuditLog.Entry> entries = log.entries(caller, TestLog.ANY, Long.MAX_VALUE, 100);
    assertTrue(entries.size() > 5);
    List<Long> read =
        entries.stream().flatMap(entry -> entry.subjects().stream()).sorted().toList();
    assertEquals(LongStream.of(subjects).boxed().toList(), read);
    assertEquals(1_000, records(entries).size());
  }

  @Test
  public void provesInclusion() {
    test.fill(caller, 600, 13);
    for (AuditLog.Entry entry : log.entries(caller, TestLog.ANY, 600, 500)) {
      if (entry.position() % 37 != 0) {
        continue;
      }
      AuditLog.Inclusion proof = log.inclusion(caller, entry.id()).orElseThrow();
      byte[] note = proof.checkpoint().getBytes(StandardCharsets.UTF_8);
      Checkpoint checkpoint = Checkpoint.parse(note);
      assertEquals(entry.position(), proof.position());
      assertEquals(checkpoint.size(), proof.size());
      assertTrue(checkpoint.isSigned(note, VerifierKey.parse(log.verifierKey(caller))));
      byte[] leaf = new TreeHasher().leaf(proof.entry().getBytes(StandardCharsets.UTF_8));
      assertEquals(HexFormat.of().formatHex(leaf), proof.leafHash());
      assertTrue(
          Proofs.included(
              leaf, proof.position(), proof.size(), bytes(proof.hashes()), checkpoint.root()));
    }
    assertFalse(log.inclusion(caller, "no id").isPresent());
  }

  @Test
  public void provesConsistency() {
    test.fill(caller, 300, 11);
    Checkpoint first = checkpoint();
    test.fill(caller, 300, 17);
    Checkpoint second = checkpoint();
    AuditLog.Consistency proof = log.consistency(caller, first.size(), second.size());
    assertTrue(
        Proofs.consistent(
            first.size(), first.root(), second.size(), second.root(), bytes(proof.hashes())));
    for (long[] range : new long[][] {{0, 1}, {2, 1}, {1, 601}}) {
      AuditException refused =
          assertThrows(AuditException.class, () -> log.consistency(caller, range[0], range[1]));
      assertEquals(AuditException.INVALID_RANGE, refused.code());
    }
  }

  @Test
  public void anEmptyLogHasASignedCheckpointToo() {
    byte[] note = log.checkpoint(caller).getBytes(StandardCharsets.UTF_8);
    Checkpoint checkpoint = Checkpoint.parse(note);
    assertEquals(0, checkpoint.size());
    assertTrue(checkpoint.isSigned(note, VerifierKey.parse(log.verifierKey(caller))));
  }

  private Checkpoint checkpoint() {
    return Checkpoint.parse(log.checkpoint(caller).getBytes(StandardCharsets.UTF_8));
  }

  private static List<byte[]> bytes(List<String> hashes) {
    return hashes.stream().map(HexFormat.of()::parseHex).toList();
  }

  @Test
  public void tenantsTakeInTheOperatorsCheckpointOnceADay() {
    test.change(Caller.operator("local-console"), "r");
    test.change(caller, "r");
    test.integrator.catchUp();
    test.witness.takeIn(20_000);
    test.witness.takeIn(20_000);
    assertEquals(1, witnessed());
    test.witness.takeIn(20_001);
    assertEquals(2, witnessed());
    AuditLog.Entry entry = log.entries(caller, TestLog.ANY, Long.MAX_VALUE, 1).get(0);
    Checkpoint operators =
        Checkpoint.parse(log.checkpoint(Caller.operator("x")).getBytes(StandardCharsets.UTF_8));
    assertEquals("1 " + operators.rootText(), entry.detail());
    assertEquals(List.of(operators.origin()), entry.records());
  }

  private int witnessed() {
    return found(new AuditLog.Query(null, null, null, "audit.operator-checkpoint", null, null));
  }
}
