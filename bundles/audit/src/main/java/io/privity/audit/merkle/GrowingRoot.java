// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.merkle;

import java.util.ArrayList;
import java.util.List;

/** The root of a tree that grows leaf by leaf, in memory of the tree's height alone. */
public final class GrowingRoot {
  private final TreeHasher hasher = new TreeHasher();

  /** The roots of the complete subtrees that make up the tree, the largest first. */
  private final List<byte[]> peaks;

  private long size;

  public GrowingRoot() {
    peaks = new ArrayList<>();
  }

  private GrowingRoot(GrowingRoot other) {
    peaks = new ArrayList<>(other.peaks);
    size = other.size;
  }

  public GrowingRoot copy() {
    return new GrowingRoot(this);
  }

  public long size() {
    return size;
  }

  public void append(byte[] leafHash) {
    byte[] hash = leafHash;
    for (long rest = size; (rest & 1) == 1; rest >>= 1) {
      hash = hasher.node(peaks.remove(peaks.size() - 1), hash);
    }
    peaks.add(hash);
    size++;
  }

  public byte[] root() {
    if (peaks.isEmpty()) {
      return hasher.empty();
    }
    byte[] root = peaks.get(peaks.size() - 1);
    for (int i = peaks.size() - 2; i >= 0; i--) {
      root = hasher.node(peaks.get(i), root);
    }
    return root;
  }
}
