// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.verifier;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.pholser.junit.quickcheck.Property;
import com.pholser.junit.quickcheck.generator.InRange;
import com.pholser.junit.quickcheck.runner.JUnitQuickcheck;
import io.privity.audit.verifier.Fault.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.Test;
import org.junit.runner.RunWith;

/** Each way of tampering with an export, at random places of logs of random sizes. */
@RunWith(JUnitQuickcheck.class)
public class TamperTest {
  private static final int TRIALS = 10;

  private static Fault fault(List<String> lines, byte[]... saved) {
    Verdict verdict = verify(lines, saved);
    assertEquals(verdict.toString(), 1, verdict.faults().size());
    return verdict.faults().get(0);
  }

  private static Verdict verify(List<String> lines, byte[]... saved) {
    LogVerifier verifier = new LogVerifier(null, List.of(saved));
    lines.forEach(line -> verifier.line(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    return verifier.finish();
  }

  /** The sizes that the log's checkpoints sign around a place. */
  private static void assertBetween(ExportedLog log, Fault fault, int at) {
    assertTrue(fault.toString(), fault.from() <= at);
    assertTrue(fault.toString(), fault.to() >= at);
    assertTrue(fault.toString(), fault.to() - fault.from() <= log.batch() + 1);
  }

  @Property(trials = TRIALS)
  public void aWholeLogIsWhole(
      @InRange(minInt = 0, maxInt = 900) int size, @InRange(minInt = 1, maxInt = 300) int batch) {
    ExportedLog log = new ExportedLog(size, batch);
    assertEquals(List.of(), verify(log.lines()).faults());
    assertEquals(List.of(), verify(log.lines(), log.checkpoint(size / 2)).faults());
    assertEquals(size, verify(log.lines()).sections().get(0).entries());
  }

  @Property(trials = TRIALS)
  public void findsTheChangedEntry(
      @InRange(minInt = 1, maxInt = 900) int size,
      @InRange(minInt = 1, maxInt = 300) int batch,
      @InRange(minInt = 0, maxInt = 900) int any) {
    ExportedLog log = new ExportedLog(size, batch);
    int at = any % size;
    List<String> lines = log.lines();
    int line = log.lineOf(at);
    lines.set(line, lines.get(line).replace("contacts.read", "contacts.list"));
    Fault fault = fault(lines);
    assertEquals(Kind.CHANGED, fault.kind());
    assertEquals(at, fault.position());
    assertEquals(log.id(at), fault.entry());
  }

  @Property(trials = TRIALS)
  public void findsWhereAnEntryWasChangedTogetherWithItsHash(
      @InRange(minInt = 1, maxInt = 900) int size,
      @InRange(minInt = 1, maxInt = 300) int batch,
      @InRange(minInt = 0, maxInt = 900) int any) {
    ExportedLog log = new ExportedLog(size, batch);
    int at = any % size;
    List<String> lines = log.lines();
    lines.set(log.lineOf(at), ExportedLog.entryLine(log.id(at), "contacts.list"));
    Fault fault = fault(lines);
    assertEquals(Kind.CHANGED, fault.kind());
    assertBetween(log, fault, at);
  }

  @Property(trials = TRIALS)
  public void findsTheSwappedEntries(
      @InRange(minInt = 2, maxInt = 900) int size,
      @InRange(minInt = 2, maxInt = 100) int batch,
      @InRange(minInt = 0, maxInt = 900) int any) {
    ExportedLog log = new ExportedLog(size, batch);
    int at = any % (size - 1);
    int start = at / batch * batch;
    int other = at + 1 < Math.min(size, start + batch) ? at + 1 : start;
    List<String> lines = log.lines();
    if (other == at) {
      return; // alone in its batch
    }
    String one = lines.get(log.lineOf(at));
    lines.set(log.lineOf(at), lines.get(log.lineOf(other)));
    lines.set(log.lineOf(other), one);
    Fault fault = fault(lines);
    assertEquals(Kind.SWAPPED, fault.kind());
    assertEquals(Math.min(at, other), fault.position());
  }

  @Property(trials = TRIALS)
  public void findsWhereAnEntryWasDropped(
      @InRange(minInt = 1, maxInt = 900) int size,
      @InRange(minInt = 1, maxInt = 300) int batch,
      @InRange(minInt = 0, maxInt = 900) int any) {
    ExportedLog log = new ExportedLog(size, batch);
    int at = any % size;
    List<String> lines = log.lines();
    lines.remove(log.lineOf(at));
    Fault fault = fault(lines);
    assertEquals(Kind.DROPPED, fault.kind());
    assertBetween(log, fault, at);
  }

  @Property(trials = TRIALS)
  public void findsTheAddedEntry(
      @InRange(minInt = 1, maxInt = 900) int size,
      @InRange(minInt = 1, maxInt = 100) int batch,
      @InRange(minInt = 0, maxInt = 900) int any) {
    ExportedLog log = new ExportedLog(size, batch);
    int at = any % size;
    String id = "01900000-0000-7000-8000-000000000000";
    List<String> lines = log.lines();
    lines.add(log.lineOf(at), ExportedLog.entryLine(id, "contacts.read"));
    Fault fault = fault(lines);
    assertEquals(Kind.ADDED, fault.kind());
    assertEquals(at, fault.position());
    assertEquals(id, fault.entry());
  }

  @Property(trials = TRIALS)
  public void findsThatTheEndIsMissing(
      @InRange(minInt = 1, maxInt = 900) int size,
      @InRange(minInt = 1, maxInt = 300) int batch,
      @InRange(minInt = 0, maxInt = 900) int any) {
    ExportedLog log = new ExportedLog(size, batch);
    int at = any % size;
    List<String> cut = log.lines().subList(0, log.lineOf(at));
    assertEquals(Kind.TRUNCATED, fault(cut).kind());
    List<String> ended = new ArrayList<>(cut);
    ended.add("Z " + at);
    Verdict verdict = verify(ended, log.checkpoint(size));
    assertEquals(Kind.TRUNCATED, verdict.faults().get(0).kind());
  }

  @Property(trials = TRIALS)
  public void findsTheFork(
      @InRange(minInt = 2, maxInt = 900) int size,
      @InRange(minInt = 1, maxInt = 300) int batch,
      @InRange(minInt = 0, maxInt = 900) int any) {
    ExportedLog log = new ExportedLog(size, batch);
    int at = 1 + any % (size - 1);
    // The server signs another history, and shows it to someone else.
    ExportedLog other = log.forkedAt(at - 1);
    assertEquals(List.of(), verify(other.lines()).faults());
    assertEquals(List.of(), verify(other.lines(), log.checkpoint(at - 1)).faults());
    Fault fault = fault(other.lines(), log.checkpoint(at));
    assertEquals(Kind.FORKED, fault.kind());
    assertEquals(at, fault.to());
    assertEquals(Kind.FORKED, fault(log.lines(), log.checkpoint(at), other.checkpoint(at)).kind());
  }

  @Test
  public void aTamperedExportIsNotTakenForAFork() {
    ExportedLog log = new ExportedLog(40, 20);
    List<String> lines = log.lines();
    lines.set(log.lineOf(5), ExportedLog.entryLine(log.id(5), "contacts.list"));
    assertEquals(Kind.CHANGED, fault(lines, log.checkpoint(10)).kind());
  }

  @Test
  public void findsForgedCheckpointsAndKeys() {
    ExportedLog log = new ExportedLog(40, 20);
    ExportedLog stranger = ExportedLog.ofStranger(40, 20);
    List<String> lines = log.lines();
    lines.set(log.lineOf(19) + 1, stranger.lines().get(stranger.lineOf(19) + 1));
    assertEquals(Kind.FORGED, fault(lines).kind());
    LogVerifier verifier = new LogVerifier(log.key(), List.of());
    stranger.lines().forEach(line -> verifier.line(line.getBytes()));
    assertEquals(Kind.FORGED, verifier.finish().faults().get(0).kind());
    assertEquals(Kind.FORGED, fault(log.lines(), stranger.checkpoint(7)).kind());
  }

  @Test
  public void aPrunedEntryKeepsItsPlace() {
    ExportedLog log = new ExportedLog(40, 20);
    List<String> lines = log.lines();
    lines.set(log.lineOf(7), "P " + lines.get(log.lineOf(7)).substring(2, 66));
    assertEquals(List.of(), verify(lines).faults());
  }

  @Test
  public void unreadableLinesAreFaults() {
    ExportedLog log = new ExportedLog(40, 20);
    for (String bad : List.of("", "E", "E 00 {}", "P zz", "C !", "C AAAA", "Z x", "? x", "K x")) {
      List<String> lines = log.lines();
      lines.add(log.lineOf(7), bad);
      assertEquals(bad, Kind.UNREADABLE, fault(lines).kind());
    }
    for (String bad : List.of("O x", "K x", "E x")) {
      List<String> lines = log.lines();
      lines.set(bad.startsWith("O") ? 1 : 2, bad);
      assertTrue(
          bad, Set.of(Kind.UNREADABLE, Kind.FORGED).contains(verify(lines).faults().get(0).kind()));
    }
  }
}
