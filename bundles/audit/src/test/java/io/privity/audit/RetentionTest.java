// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.pholser.junit.quickcheck.Property;
import com.pholser.junit.quickcheck.generator.InRange;
import com.pholser.junit.quickcheck.runner.JUnitQuickcheck;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.audit.merkle.Checkpoint;
import io.privity.audit.merkle.MerkleTree;
import io.privity.audit.merkle.Proofs;
import io.privity.audit.merkle.TreeHasher;
import io.privity.audit.merkle.VerifierKey;
import io.privity.audit.store.Head;
import io.privity.audit.store.Heads;
import io.privity.audit.store.LogName;
import io.privity.audit.store.Tiles;
import io.privity.audit.verifier.LogVerifier;
import io.privity.audit.verifier.Verdict;
import io.privity.testkit.Faults;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.Test;
import org.junit.runner.RunWith;

@RunWith(JUnitQuickcheck.class)
public class RetentionTest {
  private static final long DAY = 86_400_000;
  private static final long MINUTE = 60_000;
  private static final AuditLog.Query PRUNINGS =
      new AuditLog.Query(null, null, null, "audit.prune", null, null);

  private final TestLog test = new TestLog();
  private final Caller caller = TestLog.caller();
  private final Caller operator = Caller.operator("local-console");
  private final List<byte[]> saved = new ArrayList<>();

  /** So many entries a minute apart, each of another person. */
  private void fill(int entries, int batch) {
    for (int i = 0; i < entries; i++) {
      Caller person =
          new Caller(
              caller.tenant(), UUID.randomUUID().toString(), 1, "t", caller.roles(), "crm", "");
      test.change(person, UUID.randomUUID().toString());
      if (i % batch == batch - 1) {
        saved.add(test.log.checkpoint(caller).getBytes(StandardCharsets.UTF_8));
      }
    }
    saved.add(test.log.checkpoint(caller).getBytes(StandardCharsets.UTF_8));
  }

  private List<AuditLog.Entry> entries(Caller of, AuditLog.Query query) {
    test.integrator.catchUp();
    return new LogReader(test.connections).entries(LogName.of(of), query, Long.MAX_VALUE, 1_000);
  }

  private void assertWhole(Caller of, List<byte[]> known) throws Exception {
    test.integrator.catchUp();
    LogVerifier verifier = new LogVerifier(VerifierKey.parse(test.log.verifierKey(of)), known);
    test.export(of).forEach(verifier::line);
    Verdict verdict = verifier.finish();
    assertTrue(verdict.faults().toString(), verdict.isWhole());
    assertEquals(
        List.of(),
        new StoredLogCheck(test.connections, test.signer, test.vault)
            .verify(LogName.of(of))
            .faults());
  }

  @Property(trials = 12)
  public void whatIsOldGoesAndTheRestStaysProven(
      @InRange(minInt = 1, maxInt = 300) int count,
      @InRange(minInt = 1, maxInt = 40) int batch,
      @InRange(minInt = 0, maxInt = 330) int minutes)
      throws Exception {
    long start = test.clock.millis();
    fill(count, batch);
    List<AuditLog.Entry> all = entries(caller, TestLog.ANY);
    String stored = test.store.dump();
    assertTrue(all.stream().allMatch(entry -> stored.contains(entry.principal())));
    test.clock.set(
        Instant.ofEpochMilli(Math.max(test.clock.millis(), start + DAY + minutes * MINUTE)));
    long cutoff = test.clock.millis() - DAY;
    PruneReport preview = test.retention.preview();
    PruneReport report = test.retention.prune(Caller.operator("audit"));
    assertEquals(preview, report);

    List<AuditLog.Entry> left = entries(caller, TestLog.ANY);
    Set<String> kept = left.stream().map(AuditLog.Entry::id).collect(Collectors.toSet());
    List<AuditLog.Entry> gone = all.stream().filter(e -> !kept.contains(e.id())).toList();
    assertEquals(report.entries(), gone.size());
    assertTrue(gone.stream().allMatch(entry -> entry.time().toEpochMilli() < cutoff));
    long oldLeft = left.stream().filter(entry -> entry.time().toEpochMilli() < cutoff).count();
    assertTrue("only a segment with a younger entry waits", oldLeft < batch);

    assertForgotten(gone);
    assertWhole(caller, saved);
    assertRecorded(gone.size());
    assertProven(left);
    long rows = test.store.count("audit_segment");
    assertEquals(new PruneReport(0, 0, 0), test.retention.prune(Caller.operator("audit")));
    test.integrator.catchUp();
    assertEquals(rows, test.store.count("audit_segment"));
  }

  private void assertForgotten(List<AuditLog.Entry> gone) throws Exception {
    List<String> lines =
        test.export(caller).stream().map(b -> new String(b, StandardCharsets.US_ASCII)).toList();
    assertEquals(gone.size(), lines.stream().filter(line -> line.startsWith("P ")).count());
    String everything = test.store.dump() + String.join("\n", lines);
    for (AuditLog.Entry entry : gone) {
      assertFalse(everything.contains(entry.id()));
      assertFalse(everything.contains(entry.principal()));
      assertFalse(everything.contains(entry.records().get(0)));
      assertFalse(test.log.inclusion(caller, entry.id()).isPresent());
      AuditLog.Query query =
          new AuditLog.Query(
              entry.time(), entry.time().plusMillis(1), entry.principal(), null, null, null);
      assertEquals(List.of(), entries(caller, query));
    }
  }

  private void assertRecorded(int gone) {
    long recorded = 0;
    Set<Long> positions = new HashSet<>();
    for (AuditLog.Entry pruning : entries(caller, PRUNINGS)) {
      String[] detail = pruning.detail().split("[ -]");
      assertEquals("audit", pruning.principal());
      recorded += Long.parseLong(detail[0]);
      for (long i = Long.parseLong(detail[1]); i <= Long.parseLong(detail[2]); i++) {
        assertTrue(positions.add(i));
      }
    }
    assertEquals(gone, recorded);
    assertEquals(gone, positions.size());
  }

  private void assertProven(List<AuditLog.Entry> left) {
    Head head = test.connections.use(c -> Heads.newest(c, LogName.of(caller))).orElseThrow();
    Checkpoint before = Checkpoint.parse(saved.get(saved.size() - 1));
    MerkleTree tree = new MerkleTree(Tiles.nodes(test.connections, head));
    for (AuditLog.Entry entry : left) {
      byte[] leaf =
          HexFormat.of().parseHex(test.log.inclusion(caller, entry.id()).orElseThrow().leafHash());
      if (entry.position() < before.size()) {
        List<byte[]> path = tree.inclusion(entry.position(), before.size());
        assertTrue(Proofs.included(leaf, entry.position(), before.size(), path, before.root()));
      }
    }
    for (byte[] note : saved) {
      Checkpoint older = Checkpoint.parse(note);
      AuditLog.Consistency proof = test.log.consistency(caller, older.size(), head.size());
      List<byte[]> hashes = proof.hashes().stream().map(HexFormat.of()::parseHex).toList();
      byte[] root = head.checkpoint().root();
      assertTrue(Proofs.consistent(older.size(), older.root(), head.size(), root, hashes));
    }
  }

  /** Stops the pruning at each of its statements in turn, and before and after each commit. */
  @Test
  public void aCrashLeavesEveryLogValid() throws Exception {
    Caller other = TestLog.caller();
    List<Caller> logs = List.of(caller, other, operator);
    Map<Caller, Integer> sizes = new HashMap<>();
    for (Caller log : logs) {
      test.fill(log, 7, 3);
      sizes.put(log, 7);
    }
    test.clock.move(Duration.ofDays(2));
    test.store.faults().beforeCommit(Faults.FAIL);
    assertThrows(RuntimeException.class, () -> test.retention.prune(operator));
    test.store.faults().none();
    assertConsistent(logs);
    assertEquals(21, test.retention.preview().entries());
    test.store.faults().afterCommit(Faults.FAIL);
    assertThrows(RuntimeException.class, () -> test.retention.prune(operator));
    test.store.faults().none();
    assertConsistent(logs);
    assertEquals(14, test.retention.preview().entries());
    boolean done = false;
    for (int statements = 0; !done; statements++) {
      test.store.faults().failStatement(statements);
      try {
        test.retention.prune(operator);
        done = true;
      } catch (RuntimeException e) {
        done = false;
      }
      test.store.faults().none();
      assertConsistent(logs);
    }
    for (Caller log : logs) {
      assertEquals(1, entries(log, PRUNINGS).size());
      assertEquals("7 0-6", entries(log, PRUNINGS).get(0).detail());
    }
  }

  private void assertConsistent(List<Caller> logs) throws Exception {
    for (Caller log : logs) {
      assertWhole(log, List.of());
      boolean pruned = test.export(log).stream().anyMatch(line -> line[0] == 'P');
      assertEquals(pruned, !entries(log, PRUNINGS).isEmpty());
    }
  }

  @Test
  public void whatWasChangedIsNotPrunedAway() throws Exception {
    fill(20, 5);
    test.store.update(
        "UPDATE audit_segment SET body = ? WHERE start_at = 5", "{}\n".getBytes("US-ASCII"));
    test.clock.move(Duration.ofDays(2));
    assertEquals(new PruneReport(15, 1, 1), test.retention.prune(operator));
    assertTrue(test.store.dump().contains("{}\n"));
  }

  @Test
  public void lostLeafHashesAreAFault() throws Exception {
    fill(20, 5);
    test.clock.move(Duration.ofDays(2));
    test.retention.prune(operator);
    test.integrator.catchUp();
    test.store.update(
        "UPDATE audit_segment SET body = ? WHERE start_at = 5", new byte[TreeHasher.LENGTH]);
    StoredLogCheck check = new StoredLogCheck(test.connections, test.signer, test.vault);
    assertFalse(check.verify(LogName.of(caller)).faults().isEmpty());
    test.store.update(
        "UPDATE audit_segment SET body = ? WHERE start_at = 5", new byte[5 * TreeHasher.LENGTH]);
    assertFalse(check.verify(LogName.of(caller)).faults().isEmpty());
  }

  @Test
  public void runsOnceADayInBoundedSteps() throws Exception {
    fill(250, 1);
    test.clock.move(Duration.ofDays(2));
    DailyPruning pruning = new DailyPruning(test.retention);
    pruning.step(1);
    assertTrue(pruning.isUnderWay());
    assertEquals(150, test.retention.preview().entries());
    while (pruning.isUnderWay()) {
      pruning.step(1);
    }
    assertEquals(0, test.retention.preview().entries());
    fill(3, 3);
    test.clock.move(Duration.ofDays(2));
    pruning.step(1);
    assertTrue(test.retention.preview().entries() > 0);
    pruning.step(2);
    assertEquals(0, test.retention.preview().entries());
    assertFalse(pruning.isFailing());
    assertWhole(caller, saved);
  }

  @Test
  public void aFailureIsShownUntilTheNextRunSucceeds() {
    DailyPruning pruning = new DailyPruning(test.retention);
    test.store.faults().failStatement(0);
    pruning.step(1);
    test.store.faults().none();
    assertTrue(pruning.isFailing());
    pruning.step(2);
    assertFalse(pruning.isFailing());
  }

  @Test
  public void theRetentionIsAPeriod() {
    assertEquals(Period.ofYears(3), RetentionPeriod.parse(" P3Y "));
    for (String wrong : List.of("", "3Y", "P0D", "P-1Y", "P1Y-1D", "P1001Y", "PT5H")) {
      assertThrows(wrong, IllegalArgumentException.class, () -> RetentionPeriod.parse(wrong));
    }
  }
}
