// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Checks proofs without the tree (RFC 9162, sections 2.1.3.2 and 2.1.4.2). */
public final class Proofs {
  private Proofs() {}

  /** True when the leaf stands at this position in the tree of this size and root. */
  public static boolean included(
      byte[] leafHash, long position, long size, List<byte[]> path, byte[] root) {
    if (position < 0 || position >= size) {
      return false;
    }
    TreeHasher hasher = new TreeHasher();
    long fn = position;
    long sn = size - 1;
    byte[] hash = leafHash;
    for (byte[] sibling : path) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        hash = hasher.node(sibling, hash);
        int up = Long.numberOfTrailingZeros(fn);
        if (fn != 0) {
          fn >>= up;
          sn >>= up;
        }
      } else {
        hash = hasher.node(hash, sibling);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && Arrays.equals(hash, root);
  }

  /** True when the tree of the later size and root begins with the earlier one. */
  public static boolean consistent(
      long from, byte[] rootFrom, long to, byte[] rootTo, List<byte[]> proof) {
    if (from <= 0 || from > to) {
      return false;
    }
    if (from == to) {
      return proof.isEmpty() && Arrays.equals(rootFrom, rootTo);
    }
    List<byte[]> path = new ArrayList<>(proof);
    if (Long.bitCount(from) == 1) {
      path.add(0, rootFrom);
    }
    if (path.isEmpty()) {
      return false;
    }
    TreeHasher hasher = new TreeHasher();
    int up = Long.numberOfTrailingZeros(~(from - 1));
    long fn = (from - 1) >> up;
    long sn = (to - 1) >> up;
    byte[] earlier = path.get(0);
    byte[] later = path.get(0);
    for (byte[] sibling : path.subList(1, path.size())) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        earlier = hasher.node(sibling, earlier);
        later = hasher.node(sibling, later);
        if (fn != 0) {
          int shift = Long.numberOfTrailingZeros(fn);
          fn >>= shift;
          sn >>= shift;
        }
      } else {
        later = hasher.node(later, sibling);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && Arrays.equals(earlier, rootFrom) && Arrays.equals(later, rootTo);
  }
}
