// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.verifier;

import io.privity.audit.merkle.GrowingRoot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The entries since the last good checkpoint, while they are few: when the next checkpoint is
 * wrong, trying out tells which one was added, or which two were swapped.
 */
final class Suspects {
  private static final int FEW = 128;

  /** An entry, with an empty id when its body was pruned. */
  record Suspect(String id, byte[] leafHash) {}

  private final GrowingRoot before;
  private final List<Suspect> suspects = new ArrayList<>();
  private boolean few = true;

  /**
   * @param before the tree at the last good checkpoint
   */
  Suspects(GrowingRoot before) {
    this.before = before.copy();
  }

  void add(String id, byte[] leafHash) {
    few = few && suspects.size() < FEW;
    if (few) {
      suspects.add(new Suspect(id, leafHash));
    } else {
      suspects.clear();
    }
  }

  Suspect get(int index) {
    return suspects.get(index);
  }

  /** The one without which the root is right. */
  Optional<Integer> added(byte[] root) {
    for (int i = 0; few && i < suspects.size(); i++) {
      List<Suspect> without = new ArrayList<>(suspects);
      without.remove(i);
      if (hasRoot(without, root)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** The first of the two that are in each other's place. */
  Optional<int[]> swapped(byte[] root) {
    for (int i = 0; few && i < suspects.size(); i++) {
      for (int j = i + 1; j < suspects.size(); j++) {
        List<Suspect> other = new ArrayList<>(suspects);
        other.set(i, suspects.get(j));
        other.set(j, suspects.get(i));
        if (hasRoot(other, root)) {
          return Optional.of(new int[] {i, j});
        }
      }
    }
    return Optional.empty();
  }

  private boolean hasRoot(List<Suspect> entries, byte[] root) {
    GrowingRoot tree = before.copy();
    for (Suspect entry : entries) {
      tree.append(entry.leafHash());
    }
    return Arrays.equals(tree.root(), root);
  }
}
