// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.api.encryption.Anchors;
import io.privity.audit.merkle.Checkpoint;
import io.privity.audit.merkle.Origin;
import io.privity.audit.merkle.TreeHasher;
import io.privity.audit.merkle.VerifierKey;
import io.privity.audit.store.Connections;
import io.privity.audit.store.DamagedTreeException;
import io.privity.audit.store.Head;
import io.privity.audit.store.Heads;
import io.privity.audit.store.LogName;
import io.privity.audit.store.Segment;
import io.privity.audit.store.Segments;
import io.privity.audit.store.Tiles;
import io.privity.audit.store.TreeEdge;
import io.privity.audit.verifier.Fault;
import io.privity.audit.verifier.LogVerifier;
import io.privity.audit.verifier.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Verifies a stored log with the offline verifier, the anchor being the checkpoint that was saved
 * elsewhere; and the stored tree, from which proofs are made, tile by tile.
 */
final class StoredLogCheck {
  private final Connections connections;
  private final CheckpointSigner signer;
  private final Anchors anchors;

  StoredLogCheck(Connections connections, CheckpointSigner signer, Anchors anchors) {
    this.connections = connections;
    this.signer = signer;
    this.anchors = anchors;
  }

  /** The logs that there are. */
  List<String> logs() {
    return connections.use(Heads::all).stream().map(Head::tenant).distinct().toList();
  }

  LogReport verify(String tenant) {
    List<Head> heads = connections.use(connection -> Heads.of(connection, tenant));
    if (heads.isEmpty()) {
      return new LogReport(LogName.shown(tenant), 0, List.of("There is no such log."));
    }
    // The anchors are read first: one that is newer than the export would look like a loss.
    List<byte[]> anchored = anchored(heads.get(0));
    Verdict verdict = verify(tenant, heads.get(0), anchored);
    List<String> faults =
        new ArrayList<>(verdict.faults().stream().map(StoredLogCheck::text).toList());
    if (verdict.isWhole()) {
      for (Head head : heads) {
        tree(head).ifPresent(faults::add);
      }
    }
    long entries = verdict.sections().stream().mapToLong(Verdict.Section::entries).sum();
    return new LogReport(LogName.shown(tenant), entries, faults);
  }

  private List<byte[]> anchored(Head head) {
    return anchors.load().values().stream()
        .filter(note -> isOf(head, Origin.parse(Checkpoint.parse(note).origin())))
        .toList();
  }

  private static boolean isOf(Head head, Origin origin) {
    return LogName.column(origin.log()).equals(head.tenant()) && origin.epoch() == head.epoch();
  }

  private Verdict verify(String tenant, Head newest, List<byte[]> anchored) {
    VerifierKey key = signer.key(signer.origin(tenant, newest.epoch()));
    LogVerifier verifier = new LogVerifier(key, anchored);
    try {
      new LogExport(connections, signer).write(tenant, verifier::line);
    } catch (DamagedTreeException e) {
      String origin = signer.origin(tenant, newest.epoch()).toString();
      Fault fault = new Fault(Fault.Kind.CHANGED, origin, -1, "", 0, newest.size(), e.getMessage());
      return new Verdict(List.of(), List.of(fault));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written to a file here
    }
    return verifier.finish();
  }

  private Optional<String> tree(Head head) {
    TreeEdge edge = new TreeEdge();
    TreeHasher hasher = new TreeHasher();
    for (long from = 0; from < head.size(); from += Segments.WINDOW) {
      long below = from;
      long above = Math.min(head.size(), from + Segments.WINDOW);
      for (Segment segment : connections.use(c -> Segments.starting(c, head, below, above))) {
        if (segment.pruned()) {
          segment.leafHashes().forEach(edge::append);
        } else {
          EntryLines.forEach(
              segment.body(), (body, at, length) -> edge.append(hasher.leaf(body, at, length)));
        }
      }
      Optional<String> wrong = wrong(head, edge.takeFinished());
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return wrong(head, edge.takeUnfinished());
  }

  private Optional<String> wrong(Head head, List<Tiles.Tile> tiles) {
    for (Tiles.Tile tile : tiles) {
      if (!connections.use(connection -> Tiles.begins(connection, head, tile))) {
        return Optional.of(
            "Tile " + tile.level() + "/" + tile.index() + " of the stored tree is wrong.");
      }
    }
    return Optional.empty();
  }

  private static String text(Fault fault) {
    return fault.kind() + ": " + fault.text();
  }
}
