// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.merkle;

import java.util.ArrayList;
import java.util.List;

/** Roots and proofs of an append-only tree (RFC 6962, section 2.1). */
public final class MerkleTree {
  private final Nodes nodes;
  private final TreeHasher hasher = new TreeHasher();

  public MerkleTree(Nodes nodes) {
    this.nodes = nodes;
  }

  /** The root of the tree's first leaves. */
  public byte[] root(long size) {
    return size == 0 ? hasher.empty() : range(0, size);
  }

  /** The audit path of a leaf (section 2.1.1). */
  public List<byte[]> inclusion(long leaf, long size) {
    List<byte[]> path = new ArrayList<>();
    path(path, leaf, 0, size);
    return path;
  }

  /** The proof that the tree extends the one of its first leaves (section 2.1.2). */
  public List<byte[]> consistency(long from, long to) {
    List<byte[]> proof = new ArrayList<>();
    subproof(proof, from, 0, to, true);
    return proof;
  }

  private void path(List<byte[]> path, long leaf, long start, long end) {
    if (end - start == 1) {
      return;
    }
    long split = start + split(end - start);
    if (leaf < split) {
      path(path, leaf, start, split);
      path.add(range(split, end));
    } else {
      path(path, leaf, split, end);
      path.add(range(start, split));
    }
  }

  private void subproof(List<byte[]> proof, long from, long start, long end, boolean known) {
    if (from == end) {
      if (!known) {
        proof.add(range(start, end));
      }
      return;
    }
    long split = start + split(end - start);
    if (from <= split) {
      subproof(proof, from, start, split, known);
      proof.add(range(split, end));
    } else {
      subproof(proof, from, split, end, false);
      proof.add(range(start, split));
    }
  }

  private byte[] range(long start, long end) {
    long count = end - start;
    if (Long.bitCount(count) == 1) {
      return nodes.node(Long.numberOfTrailingZeros(count), start / count);
    }
    long split = start + split(count);
    return hasher.node(range(start, split), range(split, end));
  }

  /** The largest power of two below the count. */
  private static long split(long count) {
    return Long.highestOneBit(count - 1);
  }
}
