// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.verifier;

import io.privity.audit.merkle.Checkpoint;
import io.privity.audit.merkle.ExportFormat;
import io.privity.audit.merkle.Origin;
import io.privity.audit.merkle.TreeHasher;
import io.privity.audit.merkle.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * Recomputes an exported log from its entries and compares it with its checkpoints, and with those
 * that were saved elsewhere. Takes one line after the other, in memory that does not grow with the
 * log.
 */
public final class LogVerifier {
  private static final int HASH_HEX = 2 * TreeHasher.LENGTH;

  private final VerifierKey expected;
  private final List<byte[]> saved;
  private final List<Checkpoint> unseen = new ArrayList<>();
  private final List<Verdict.Section> sections = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private String origin = "";
  private SectionCheck section;
  private long lines;

  /**
   * @param expected the key that the log must be signed with, or null to take the export's own
   * @param saved checkpoints of the log that were saved earlier, as signed notes
   * @throws IllegalArgumentException when one of them is no checkpoint
   */
  public LogVerifier(VerifierKey expected, List<byte[]> saved) {
    this.expected = expected;
    this.saved = List.copyOf(saved);
    for (byte[] note : saved) {
      unseen.add(Checkpoint.parse(note));
    }
  }

  /**
   * @param line without its end
   * @throws IllegalArgumentException when the first line is not that of an exported log
   */
  public void line(byte[] line) {
    lines++;
    if (lines == 1) {
      if (!text(line, 0).equals(ExportFormat.HEADER)) {
        throw new IllegalArgumentException("not an exported audit log");
      }
      return;
    }
    try {
      read(line);
    } catch (IllegalArgumentException e) {
      unreadable();
    }
  }

  private void read(byte[] line) {
    if (line.length < 2 || line[1] != ' ') {
      throw new IllegalArgumentException("line");
    }
    char kind = (char) line[0];
    if (kind == ExportFormat.ORIGIN) {
      close();
      origin = Origin.parse(text(line, 2)).toString();
    } else if (kind == ExportFormat.KEY && section == null) {
      open(VerifierKey.parse(text(line, 2)));
    } else if (section == null) {
      throw new IllegalArgumentException("line");
    } else if (kind == ExportFormat.ENTRY) {
      if (line.length < HASH_HEX + 3 || line[HASH_HEX + 2] != ' ') {
        throw new IllegalArgumentException("line");
      }
      section.entry(
          HexFormat.of().parseHex(text(line, 2).substring(0, HASH_HEX)),
          Arrays.copyOfRange(line, HASH_HEX + 3, line.length));
    } else if (kind == ExportFormat.PRUNED && line.length == HASH_HEX + 2) {
      section.pruned(HexFormat.of().parseHex(text(line, 2)));
    } else if (kind == ExportFormat.CHECKPOINT) {
      section.checkpoint(Base64.getDecoder().decode(text(line, 2)));
    } else if (kind == ExportFormat.END) {
      section.end(Long.parseLong(text(line, 2)));
    } else {
      throw new IllegalArgumentException("line");
    }
  }

  private void open(VerifierKey key) {
    TreeMap<Long, Checkpoint> known = new TreeMap<>();
    Fault wrong = null;
    if (!key.name().equals(origin) || expected != null && !isExpected(key)) {
      wrong =
          Fault.between(
              Fault.Kind.FORGED, origin, 0, 0, "the export names another key than is expected.");
    }
    for (byte[] note : saved) {
      Checkpoint checkpoint = Checkpoint.parse(note);
      if (checkpoint.origin().equals(origin)) {
        unseen.removeIf(other -> other.origin().equals(origin));
        if (!checkpoint.isSigned(note, key)) {
          wrong =
              Fault.between(
                  Fault.Kind.FORGED,
                  origin,
                  0,
                  checkpoint.size(),
                  "a saved checkpoint does not have the good signature of this log's key.");
        } else if (checkpoint.size() > 0) {
          Checkpoint other = known.put(checkpoint.size(), checkpoint);
          if (other != null && !Arrays.equals(other.root(), checkpoint.root())) {
            wrong =
                Fault.between(
                    Fault.Kind.FORKED,
                    origin,
                    0,
                    checkpoint.size(),
                    "two saved checkpoints of this size disagree: the server has signed two"
                        + " histories.");
          }
        }
      }
    }
    section = new SectionCheck(origin, key, known);
    if (wrong != null) {
      section.fail(wrong);
    }
  }

  /** The same key under the name of the same log; its epoch may be another. */
  private boolean isExpected(VerifierKey key) {
    return key.sameKey(expected) && Origin.parse(key.name()).sameLog(Origin.parse(expected.name()));
  }

  private void unreadable() {
    String text = "Line " + lines + " of the export can't be read.";
    long at = section == null ? 0 : section.size();
    Fault fault = new Fault(Fault.Kind.UNREADABLE, origin, -1, "", at, at, text);
    if (section == null) {
      if (faults.stream().noneMatch(other -> other.origin().equals(origin))) {
        faults.add(fault);
      }
    } else {
      section.fail(fault);
    }
  }

  private void close() {
    if (section != null) {
      section.finish().ifPresent(faults::add);
      sections.add(section.section());
      section = null;
    }
  }

  /** The verdict, when there are no more lines. */
  public Verdict finish() {
    close();
    if (sections.isEmpty() && faults.isEmpty()) {
      faults.add(
          new Fault(Fault.Kind.TRUNCATED, "", -1, "", 0, 0, "The export holds no log at all."));
    }
    for (Checkpoint checkpoint : unseen) {
      faults.add(
          new Fault(
              Fault.Kind.TRUNCATED,
              checkpoint.origin(),
              -1,
              "",
              0,
              checkpoint.size(),
              "There is a saved checkpoint of this log, but the export does not have the log."));
    }
    return new Verdict(List.copyOf(sections), List.copyOf(faults));
  }

  private static String text(byte[] line, int from) {
    return new String(line, from, line.length - from, StandardCharsets.UTF_8);
  }
}
