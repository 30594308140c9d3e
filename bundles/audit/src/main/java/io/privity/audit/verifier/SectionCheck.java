// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.verifier;

import static io.privity.audit.verifier.Fault.Kind.ADDED;
import static io.privity.audit.verifier.Fault.Kind.CHANGED;
import static io.privity.audit.verifier.Fault.Kind.DROPPED;
import static io.privity.audit.verifier.Fault.Kind.FORGED;
import static io.privity.audit.verifier.Fault.Kind.FORKED;
import static io.privity.audit.verifier.Fault.Kind.SWAPPED;
import static io.privity.audit.verifier.Fault.Kind.TRUNCATED;

import io.privity.audit.merkle.Checkpoint;
import io.privity.audit.merkle.GrowingRoot;
import io.privity.audit.merkle.TreeHasher;
import io.privity.audit.merkle.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Optional;

/** Checks one epoch of a log, line by line, up to its first fault. */
final class SectionCheck {
  private static final String ID = "{\"id\":\"";
  private static final int ID_LENGTH = 36;

  private final String origin;
  private final VerifierKey key;

  /** Checkpoints that were saved elsewhere and are still to be compared, by size. */
  private final NavigableMap<Long, Checkpoint> saved;

  private final TreeHasher hasher = new TreeHasher();
  private final GrowingRoot tree = new GrowingRoot();
  private Suspects suspects = new Suspects(tree);
  private long agreed;
  private int checkpoints;
  private boolean ended;

  /** A saved checkpoint that disagrees; a fork only if the log's own next one agrees. */
  private Checkpoint disputed;

  private Fault fault;

  SectionCheck(String origin, VerifierKey key, NavigableMap<Long, Checkpoint> saved) {
    this.origin = origin;
    this.key = key;
    this.saved = saved;
  }

  void entry(byte[] leafHash, byte[] json) {
    byte[] computed = hasher.leaf(json);
    String id = id(json);
    if (fault == null && !Arrays.equals(computed, leafHash)) {
      fail(
          Fault.at(
              CHANGED,
              origin,
              tree.size(),
              id,
              "was changed: its hash is not the one that the log has for it."));
    }
    append(leafHash, id);
  }

  void pruned(byte[] leafHash) {
    append(leafHash, "");
  }

  private void append(byte[] leafHash, String id) {
    tree.append(leafHash);
    suspects.add(id, leafHash);
    Checkpoint known = saved.remove(tree.size());
    if (known != null && disputed == null && !Arrays.equals(known.root(), tree.root())) {
      disputed = known;
    }
  }

  void checkpoint(byte[] note) {
    if (fault != null) {
      return;
    }
    checkpoints++;
    Checkpoint checkpoint = Checkpoint.parse(note);
    if (!checkpoint.origin().equals(origin) || !checkpoint.isSigned(note, key)) {
      fail(
          Fault.between(
              FORGED,
              origin,
              agreed,
              tree.size(),
              "a checkpoint does not have the good signature of this log's key."));
    } else if (checkpoint.size() > tree.size()) {
      fail(
          Fault.between(
              DROPPED,
              origin,
              agreed,
              checkpoint.size(),
              (checkpoint.size() - tree.size()) + " of the entries were dropped."));
    } else if (checkpoint.size() < tree.size()) {
      fail(added(checkpoint));
    } else if (!Arrays.equals(checkpoint.root(), tree.root())) {
      fail(changed(checkpoint));
    } else if (disputed != null) {
      fail(forked(disputed));
    } else {
      agreed = tree.size();
      suspects = new Suspects(tree);
    }
  }

  private Fault added(Checkpoint checkpoint) {
    Optional<Integer> index = suspects.added(checkpoint.root());
    if (index.isPresent()) {
      return Fault.at(
          ADDED,
          origin,
          agreed + index.get(),
          suspects.get(index.get()).id(),
          "was added: without it the log fits its next checkpoint.");
    }
    long more = tree.size() - checkpoint.size();
    return Fault.between(
        ADDED, origin, agreed, checkpoint.size(), more + " entries too many were added.");
  }

  private Fault changed(Checkpoint checkpoint) {
    Optional<int[]> pair = suspects.swapped(checkpoint.root());
    if (pair.isPresent()) {
      int first = pair.get()[0];
      int second = pair.get()[1];
      return Fault.at(
          SWAPPED,
          origin,
          agreed + first,
          suspects.get(first).id(),
          "was swapped with the one at position " + (agreed + second) + ".");
    }
    return Fault.between(
        CHANGED,
        origin,
        agreed,
        checkpoint.size(),
        "entries were changed together with their hashes, exchanged or swapped.");
  }

  private Fault forked(Checkpoint known) {
    return Fault.between(
        FORKED,
        origin,
        0,
        known.size(),
        "the log agrees with its own checkpoints, but not with the saved one of size "
            + known.size()
            + ": the server has signed two histories.");
  }

  void end(long entries) {
    ended = true;
    if (fault != null) {
      return;
    }
    if (entries != tree.size() || agreed != tree.size() || checkpoints == 0) {
      fail(
          Fault.between(
              TRUNCATED,
              origin,
              agreed,
              Math.max(entries, tree.size()),
              "the log was cut off: its last entries have no checkpoint behind them."));
    } else if (!saved.isEmpty()) {
      long known = saved.lastKey();
      fail(
          Fault.between(
              TRUNCATED,
              origin,
              agreed,
              known,
              "the log was cut off: the saved checkpoint knows " + (known - agreed) + " more."));
    }
  }

  /** The fault, if there is one, when nothing more comes. */
  Optional<Fault> finish() {
    if (!ended && fault == null) {
      fail(
          Fault.between(
              TRUNCATED,
              origin,
              agreed,
              tree.size(),
              "the export breaks off after " + tree.size() + " entries."));
    }
    return Optional.ofNullable(fault);
  }

  Verdict.Section section() {
    return new Verdict.Section(origin, tree.size(), checkpoints, key.toString());
  }

  void fail(Fault found) {
    if (fault == null) {
      fault = found;
    }
  }

  long size() {
    return tree.size();
  }

  private static String id(byte[] json) {
    String start =
        new String(
            json, 0, Math.min(json.length, ID.length() + ID_LENGTH), StandardCharsets.US_ASCII);
    return start.startsWith(ID) && start.matches("\\{\"id\":\"[0-9a-f-]{36}")
        ? start.substring(ID.length())
        : "";
  }
}
