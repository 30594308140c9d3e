// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.caller.Caller;
import io.privity.api.persistence.StoreException;
import io.privity.audit.merkle.Checkpoint;
import io.privity.audit.merkle.GrowingRoot;
import io.privity.audit.merkle.MerkleTree;
import io.privity.audit.merkle.TreeHasher;
import io.privity.audit.store.Head;
import io.privity.audit.store.Heads;
import io.privity.audit.store.LogName;
import io.privity.audit.store.Tiles;
import io.privity.testkit.Faults;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public class IntegratorTest {
  private final TestLog test = new TestLog();
  private final Caller caller = TestLog.caller();

  /** Each record is there once, the tree is the one over the entries, and nothing is pending. */
  private void assertWhole(TestLog log, int entries) throws Exception {
    assertEquals(0, log.store.count("audit_pending"));
    Head head = log.connections.use(c -> Heads.newest(c, LogName.of(caller))).orElseThrow();
    assertEquals(entries, head.size());
    List<String> records =
        new LogReader(log.connections)
            .entries(head.tenant(), TestLog.ANY, Long.MAX_VALUE, 10_000).stream()
                .flatMap(entry -> entry.records().stream())
                .toList();
    assertEquals(entries, records.size());
    assertEquals(entries, records.stream().distinct().count());
    assertEquals(
        List.of(),
        new StoredLogCheck(log.connections, log.signer, log.vault).verify(head.tenant()).faults());
  }

  @Test
  public void everyStatementMayFail() throws Exception {
    int records = 0;
    boolean failed = true;
    for (int statement = 0; failed; statement++) {
      for (int i = 0; i < 150; i++) {
        test.change(caller, "record-" + records++);
      }
      test.change(TestLog.caller(), "other");
      test.store.faults().failStatement(statement);
      try {
        test.integrator.catchUp();
        failed = false;
      } catch (StoreException e) {
        test.store.faults().none();
        test.integrator.catchUp();
      }
      test.store.faults().none();
      assertWhole(test, records);
      assertTrue(statement < 100);
    }
    assertTrue(records > 10 * 150);
  }

  @Test
  public void aCrashBeforeTheCommitLosesNothing() throws Exception {
    test.fill(caller, 10, 3);
    test.change(caller, "next");
    test.store.faults().beforeCommit(Faults.FAIL);
    assertThrows(StoreException.class, test.integrator::catchUp);
    test.store.faults().none();
    TestLog restarted = new TestLog(test.store, test.vault);
    restarted.integrator.catchUp();
    assertWhole(restarted, 11);
  }

  @Test
  public void aCommitWhoseAnswerIsLostDoublesNothing() throws Exception {
    test.fill(caller, 10, 3);
    test.change(caller, "next");
    test.store.faults().afterCommit(Faults.FAIL);
    assertThrows(StoreException.class, test.integrator::catchUp);
    test.store.faults().none();
    test.change(caller, "last");
    test.integrator.catchUp();
    assertWhole(test, 12);
  }

  @Test
  public void takesOverWhatAnEarlierRunLeft() throws Exception {
    for (int i = 0; i < 2_100; i++) {
      test.change(caller, "record-" + i);
    }
    TestLog restarted = new TestLog(test.store, test.vault);
    restarted.integrator.catchUp();
    assertWhole(restarted, 2_100);
  }

  @Test
  public void twoNodesExtendTheSameLog() throws Exception {
    TestLog other = new TestLog(test.store, test.vault);
    test.integrator.catchUp();
    other.integrator.catchUp();
    int records = 0;
    for (int round = 0; round < 5; round++) {
      test.change(caller, "record-" + records++);
      test.integrator.catchUp();
      other.change(caller, "record-" + records++);
      other.integrator.catchUp(); // its tip is the older one
    }
    test.change(caller, "record-" + records++);
    test.integrator.catchUp();
    assertWhole(test, records);
  }

  @Test
  public void anchorsFollowWhenTheVaultIsBack() throws Exception {
    test.vault.failing = true;
    test.fill(caller, 5, 5);
    assertTrue(test.vault.anchors.isEmpty());
    assertFalse(test.integrator.isAnchoring());
    test.vault.failing = false;
    test.integrator.catchUp();
    assertTrue(test.integrator.isAnchoring());
    byte[] anchor = test.vault.anchors.values().iterator().next();
    assertEquals(5, Checkpoint.parse(anchor).size());
    assertEquals(new String(anchor, StandardCharsets.UTF_8), test.log.checkpoint(caller));
  }

  @Test
  public void theStoredTreeHasEveryRoot() throws Exception {
    Random random = new Random(7);
    int size = 0;
    while (size < 800) {
      int batch = 1 + random.nextInt(200);
      test.fill(caller, batch, batch);
      size += batch;
    }
    Head head = test.connections.use(c -> Heads.newest(c, LogName.of(caller))).orElseThrow();
    MerkleTree tree = new MerkleTree(Tiles.nodes(test.connections, head));
    GrowingRoot growing = new GrowingRoot();
    TreeHasher hasher = new TreeHasher();
    for (byte[] line : test.export(caller)) {
      if (line[0] == 'E') {
        growing.append(hasher.leaf(line, 67, line.length - 67));
        if (growing.size() % 29 == 0 || growing.size() == size) {
          assertArrayEquals(growing.root(), tree.root(growing.size()));
        }
      }
    }
    assertEquals(size, growing.size());
  }
}
