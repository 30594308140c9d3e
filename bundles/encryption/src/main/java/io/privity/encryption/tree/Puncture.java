// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.tree;

import io.privity.encryption.cipher.Hmac;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A page in the making: the nodes that are left when leaves are taken out. Used once. */
final class Puncture {
  /** No set of leaves needs more nodes over the others: that is every second leaf punctured. */
  private static final int MOST_NODES = Page.LEAVES / 2;

  private final Hmac hmac;
  private final int[] leaves;
  private final int[] nodes;
  private final byte[] seeds;
  private int count;

  /**
   * @param nodesBefore of the page from which the leaves are taken
   */
  Puncture(Hmac hmac, int[] leaves, int nodesBefore) {
    this.hmac = hmac;
    this.leaves = IntStream.of(leaves).sorted().distinct().toArray();
    // a leaf leaves the siblings beside its path in the place of a node
    long most = nodesBefore + (Page.HEIGHT - 1L) * this.leaves.length;
    this.nodes = new int[(int) Math.min(most, MOST_NODES)];
    this.seeds = new byte[nodes.length * Page.SEED];
  }

  /** Takes the leaves out from under a node; nodes come in the order of their leaves. */
  void under(int first, int height, byte[] seed) {
    int from = from(first);
    if (from == leaves.length || leaves[from] >= first + (1 << height)) {
      nodes[count] = Page.node(first, height);
      System.arraycopy(seed, 0, seeds, count * Page.SEED, Page.SEED);
      count++;
    } else if (height > 0) {
      byte[] child = new byte[Page.SEED];
      hmac.into(seed, 0, Page.LEFT, child, 0);
      under(first, height - 1, child);
      hmac.into(seed, 0, Page.RIGHT, child, 0);
      under(first + (1 << height - 1), height - 1, child);
      Arrays.fill(child, (byte) 0);
    }
  }

  /** The index of the first leaf at or after this one. */
  private int from(int leaf) {
    int found = Arrays.binarySearch(leaves, leaf);
    return found >= 0 ? found : -found - 1;
  }

  Page page(long revision) {
    byte[] exact = Arrays.copyOf(seeds, count * Page.SEED);
    Arrays.fill(seeds, (byte) 0);
    return new Page(Arrays.copyOf(nodes, count), exact, revision);
  }
}
