// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditException;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.audit.merkle.Checkpoint;
import io.privity.audit.merkle.Origin;
import io.privity.audit.merkle.TreeHasher;
import io.privity.audit.verifier.LogVerifier;
import io.privity.audit.verifier.Verdict;
import io.privity.testkit.TestClock;
import io.privity.testkit.TestStore;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.Result;
import org.junit.After;
import org.junit.Test;

public class AuditGateTest {
  private final TestStore store = TestLog.emptyStore();
  private final MemoryVault vault = new MemoryVault();
  private final TestClock clock = new TestClock();
  private final Caller caller = TestLog.caller();
  private final Caller operator = Caller.operator("local-console");
  private AuditLog published;
  private AuditGate gate;

  private void start() {
    gate =
        new AuditGate(
            log -> {
              published = log;
              return () -> published = null;
            },
            store.dataSource(),
            store.transactions(),
            vault,
            vault,
            clock,
            java.time.Period.ofYears(3));
  }

  @After
  public void stop() {
    if (gate != null) {
      gate.close();
    }
  }

  private void restart() {
    stop();
    start();
  }

  private void read(int times) {
    for (int i = 0; i < times; i++) {
      published.recordRead(caller, AuditEvent.of("contacts.read", "r", 1, "contact"));
    }
    published.checkpoint(caller);
  }

  private Result.Status health() {
    return new AuditHealth(gate).execute().getStatus();
  }

  @Test
  public void opensAFreshStore() {
    start();
    read(3);
    assertEquals(Result.Status.OK, health());
    restart();
    assertNotNull(published);
    assertTrue(published.checkpoint(caller).contains("\n3\n"));
    stop();
    assertNull(published);
  }

  @Test
  public void anAnchorBehindTheStoreIsAnHonestCrash() {
    start();
    read(300);
    Map<String, byte[]> older = new HashMap<>(vault.anchors);
    read(20);
    stop();
    vault.anchors.putAll(older);
    start();
    assertNotNull(published);
    stop();
    vault.anchors.clear();
    start();
    assertNotNull(published);
  }

  @Test
  public void handsOverATenantsEntriesAsTheyWereHashed() {
    start();
    read(3);
    published.recordRead(TestLog.caller(), AuditEvent.of("contacts.read", "other", 1, "contact"));
    List<String> entries = new ArrayList<>();
    gate.forEachEntry(
        caller.tenant(), entry -> entries.add(new String(entry, StandardCharsets.US_ASCII)));
    assertEquals(3, entries.size());
    TreeHasher hasher = new TreeHasher();
    for (AuditLog.Entry entry : published.entries(caller, TestLog.ANY, 3, 3)) {
      String line = entries.get((int) entry.position());
      assertTrue(line, line.contains(entry.id()));
      assertEquals(
          published.inclusion(caller, entry.id()).orElseThrow().leafHash(),
          HexFormat.of().formatHex(hasher.leaf(line.getBytes(StandardCharsets.US_ASCII))));
    }
  }

  @Test
  public void prunesWhatIsOlderThanTheRetention() {
    start();
    read(30);
    clock.move(Duration.ofDays(4 * 366));
    gate.prune(operator, false);
    assertEquals(0, gate.prune(operator, true).entries());
    assertTrue(gate.verify(operator, null).stream().allMatch(log -> log.faults().isEmpty()));
    assertEquals(Result.Status.OK, health());
  }

  @Test
  public void aStoreThatWasRolledBackIsNotServed() throws Exception {
    start();
    read(10);
    stop();
    store.update(
        "UPDATE audit_head SET tree_size = 9 WHERE tenant = ?", caller.tenant().toString());
    start();
    assertNull(published);
    assertEquals(1, gate.rolledBack().size());
    assertEquals(Result.Status.CRITICAL, health());
    assertTrue(new AuditHealth(gate).execute().toString().contains("store-rolled-back"));
    AuditException refused =
        assertThrows(AuditException.class, () -> gate.checkpoint(caller.tenant()));
    assertEquals(AuditException.ROLLED_BACK, refused.code());
  }

  @Test
  public void aStoreWithAnotherHistoryIsNotServed() {
    start();
    read(10);
    stop();
    String origin = vault.anchors.keySet().iterator().next();
    Checkpoint forked = new Checkpoint(origin, 7, new byte[32]);
    vault.anchors.put(
        origin,
        forked.sign(
            new io.privity.audit.merkle.VerifierKey(origin, vault.publicKey()), vault::sign));
    start();
    assertNull(published);
    assertTrue(gate.rolledBack().get(0).contains("others than the vault knows"));
  }

  @Test
  public void anEmptyStoreBesideAnOldVaultIsNotServed() throws Exception {
    start();
    read(10);
    stop();
    for (String table : List.of("server", "head", "segment", "tile", "checkpoint", "pending")) {
      store.update("DELETE FROM audit_" + table);
    }
    start();
    assertNull(published);
    gate.beginNewEpoch(operator);
    read(1);
    assertEquals(2, Origin.parse(checkpoint().origin()).epoch());
    restart();
    assertNotNull(published);
  }

  @Test
  public void aNewEpochBeginsWithTheLastAnchor() throws Exception {
    start();
    read(10);
    Checkpoint lost = checkpoint();
    stop();
    store.update("UPDATE audit_head SET tree_size = 9");
    start();
    assertEquals(List.of(lost.origin()), gate.beginNewEpoch(operator));
    assertEquals(List.of(), gate.rolledBack());
    List<AuditLog.Entry> entries =
        published.entries(
            caller,
            new AuditLog.Query(null, null, null, "audit.new-epoch", null, null),
            Long.MAX_VALUE,
            5);
    assertEquals(10, entries.get(0).position());
    assertEquals("10 " + lost.rootText(), entries.get(0).detail());
    assertEquals(List.of(lost.origin()), entries.get(0).records());
    assertEquals(2, Origin.parse(checkpoint().origin()).epoch());
    assertTrue(published.inclusion(caller, entries.get(0).id()).isPresent());
    AuditException refused = assertThrows(AuditException.class, () -> gate.beginNewEpoch(operator));
    assertEquals("not-rolled-back", refused.code());
    restart();
    assertNotNull(published);
    store.update("DELETE FROM audit_head WHERE epoch = 2");
    restart();
    assertNull(published);
  }

  @Test
  public void exportsAndVerifiesAllEpochs() throws Exception {
    start();
    read(10);
    stop();
    Map<String, byte[]> anchors = new HashMap<>(vault.anchors);
    String origin = anchors.keySet().iterator().next();
    Checkpoint ahead = new Checkpoint(origin, 20, new byte[32]);
    vault.anchors.put(
        origin,
        ahead.sign(
            new io.privity.audit.merkle.VerifierKey(origin, vault.publicKey()), vault::sign));
    start();
    gate.beginNewEpoch(operator);
    read(5);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    published.export(caller, out);
    LogVerifier verifier = new LogVerifier(null, List.of(anchors.get(origin)));
    for (String line : out.toString(StandardCharsets.UTF_8).split("\n")) {
      verifier.line(line.getBytes(StandardCharsets.UTF_8));
    }
    Verdict verdict = verifier.finish();
    assertEquals(List.of(), verdict.faults());
    assertEquals(2, verdict.sections().size());
    assertEquals(10, verdict.sections().get(0).entries());
    for (LogReport report : gate.verify(operator, null)) {
      assertEquals(List.of(), report.faults());
    }
    // Both epochs, and perhaps the operator's checkpoint already.
    assertTrue(gate.verify(operator, caller.tenant().toString()).get(0).entries() >= 17);
  }

  @Test
  public void verifyingFindsWhatWasDoneToTheStore() throws Exception {
    start();
    read(600);
    String tenant = caller.tenant().toString();
    assertEquals(List.of(), gate.verify(operator, tenant).get(0).faults());
    byte[] tile = new byte[32 * 2];
    store.update(
        "UPDATE audit_tile SET hashes = ? WHERE tenant = ? AND tile_level = 1", tile, tenant);
    assertTrue(gate.verify(operator, tenant).get(0).faults().get(0).contains("Tile 1/0"));
    store.update("DELETE FROM audit_segment WHERE tenant = ? AND start_at = 0", tenant);
    assertTrue(
        gate.verify(operator, tenant).get(0).faults().get(0).contains("entry at position 0"));
    store.update("DELETE FROM audit_tile WHERE tenant = ?", tenant);
    assertFalse(gate.verify(operator, tenant).get(0).faults().isEmpty());
    assertEquals(1, gate.verify(operator, "nobody").get(0).faults().size());
  }

  @Test
  public void aDamagedLogStopsNoOther() throws Exception {
    start();
    read(10);
    stop();
    String tenant = caller.tenant().toString();
    store.update("UPDATE audit_tile SET hashes = ? WHERE tenant = ?", new byte[320], tenant);
    start();
    assertNotNull(published);
    read(3);
    Caller other = TestLog.caller();
    published.recordRead(other, AuditEvent.of("contacts.read", "r", 1, "contact"));
    assertTrue(published.checkpoint(other).contains("\n1\n"));
    assertEquals(10, checkpoint().size());
    assertEquals(Result.Status.CRITICAL, health());
    assertEquals(1, gate.beginNewEpoch(operator).size());
    assertEquals(2, Origin.parse(checkpoint().origin()).epoch());
    assertTrue(checkpoint().size() >= 4);
    assertEquals(Result.Status.OK, health());
    restart();
    assertNotNull(published);
  }

  private Checkpoint checkpoint() {
    return Checkpoint.parse(published.checkpoint(caller).getBytes(StandardCharsets.UTF_8));
  }
}
