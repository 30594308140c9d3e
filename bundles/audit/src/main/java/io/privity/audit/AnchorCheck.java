// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.audit.merkle.Checkpoint;
import io.privity.audit.merkle.MerkleTree;
import io.privity.audit.merkle.Origin;
import io.privity.audit.store.Connections;
import io.privity.audit.store.DamagedTreeException;
import io.privity.audit.store.Head;
import io.privity.audit.store.Heads;
import io.privity.audit.store.LogName;
import io.privity.audit.store.Tiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compares the store with the anchors in the vault. An anchor is written only after its head is
 * durable, so after an honest crash it is behind; a store that is behind it was rolled back.
 */
final class AnchorCheck {
  private final Connections connections;
  private final CheckpointSigner signer;

  AnchorCheck(Connections connections, CheckpointSigner signer) {
    this.connections = connections;
    this.signer = signer;
  }

  /**
   * A log whose store is behind its anchor.
   *
   * @param anchor what the vault knows
   * @param why one sentence
   */
  record Behind(Origin origin, Checkpoint anchor, String why) {}

  /** The logs that are behind; none when all is right. */
  List<Behind> compare(Map<String, byte[]> anchors) {
    List<Behind> behind = new ArrayList<>();
    for (Checkpoint anchor : newest(anchors).values()) {
      Origin origin = Origin.parse(anchor.origin());
      why(origin, anchor).ifPresent(why -> behind.add(new Behind(origin, anchor, why)));
    }
    return behind;
  }

  /** The anchors of the newest epochs, by the name of the log. */
  static Map<String, Checkpoint> newest(Map<String, byte[]> anchors) {
    Map<String, Checkpoint> newest = new TreeMap<>();
    for (byte[] note : anchors.values()) {
      Checkpoint anchor = Checkpoint.parse(note);
      newest.merge(Origin.parse(anchor.origin()).log(), anchor, AnchorCheck::later);
    }
    return newest;
  }

  private static Checkpoint later(Checkpoint one, Checkpoint other) {
    boolean isLater = Origin.parse(other.origin()).epoch() > Origin.parse(one.origin()).epoch();
    return isLater ? other : one;
  }

  private Optional<String> why(Origin origin, Checkpoint anchor) {
    String tenant = LogName.column(origin.log());
    for (Head head : connections.use(connection -> Heads.of(connection, tenant))) {
      if (head.epoch() > origin.epoch()) {
        // A new epoch that was not anchored before a crash; only this server can have signed it.
        if (signer.hasSigned(head)) {
          return Optional.empty();
        }
      } else if (head.epoch() == origin.epoch()) {
        return compare(origin, anchor, head);
      }
    }
    return Optional.of(
        "the vault knows "
            + anchor.size()
            + " entries of epoch "
            + origin.epoch()
            + ", the store has no such log");
  }

  private Optional<String> compare(Origin origin, Checkpoint anchor, Head head) {
    Checkpoint stored;
    try {
      stored = head.checkpoint();
    } catch (DamagedTreeException e) {
      return Optional.of(e.getMessage());
    }
    if (!stored.origin().equals(origin.toString())) {
      return Optional.of("the store's log has another origin than the vault knows");
    }
    if (head.size() < anchor.size() || stored.size() != head.size()) {
      return Optional.of(
          "the vault knows " + anchor.size() + " entries, the store has " + stored.size());
    }
    if (!Arrays.equals(root(head, stored, anchor.size()), anchor.root())) {
      return Optional.of(
          "the store's first " + anchor.size() + " entries are others than the vault knows");
    }
    return Optional.empty();
  }

  private byte[] root(Head head, Checkpoint stored, long size) {
    if (size == head.size()) {
      return stored.root();
    }
    try {
      return new MerkleTree(Tiles.nodes(connections, head)).root(size);
    } catch (DamagedTreeException e) {
      return new byte[0]; // equal to no root
    }
  }
}
