// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.tree;

import io.privity.encryption.cipher.Hmac;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * 65,536 leaves of a tenant's tree: a punctured GGM tree (Goldreich, Goldwasser, Micali 1986) of
 * HMAC-SHA-256. A node's seed gives the seeds of its two children and nothing above it. A page
 * holds the seeds of the fewest nodes that lie over all leaves but the punctured, so a punctured
 * leaf can't be derived from it.
 *
 * <p>Reading is safe from many threads; {@link #clear} only while nobody reads.
 */
public final class Page {
  public static final int HEIGHT = 16;
  public static final int LEAVES = 1 << HEIGHT;

  static final byte PUNCTURED = (byte) 0xff;

  static final int SEED = Hmac.LENGTH;
  static final byte[] LEFT = {0};
  static final byte[] RIGHT = {1};

  // Seeds of nodes at this height are kept once derived: half the way for each leaf below.
  private static final int KEPT_HEIGHT = 8;

  // The nodes in the order of their leaves: the first leaf, and the height in the low 5 bits.
  private final int[] nodes;
  private final byte[] seeds;
  private final long revision;
  private final AtomicReferenceArray<byte[]> kept =
      new AtomicReferenceArray<>(LEAVES >>> KEPT_HEIGHT);

  Page(int[] nodes, byte[] seeds, long revision) {
    this.nodes = nodes;
    this.seeds = seeds;
    this.revision = revision;
  }

  /**
   * A page with nothing punctured.
   *
   * @param root 32 random bytes, owned by the page from now on
   */
  public static Page of(byte[] root) {
    return new Page(new int[] {node(0, HEIGHT)}, root, 1);
  }

  static int node(int first, int height) {
    return first << 5 | height;
  }

  private static int first(int node) {
    return node >>> 5;
  }

  private static int height(int node) {
    return node & 0x1f;
  }

  /** How often this page was written; a newer one has more. */
  public long revision() {
    return revision;
  }

  public boolean isPunctured(int leaf) {
    return over(leaf) < 0;
  }

  /** The index of the node over the leaf, or -1 when it was punctured. */
  private int over(int leaf) {
    int found = Arrays.binarySearch(nodes, node(leaf, 0x1f));
    int index = -found - 2; // the last node that begins at or before the leaf
    return index >= 0 && leaf - first(nodes[index]) < 1 << height(nodes[index]) ? index : -1;
  }

  /** The leaf's seed, which the caller clears; null when the leaf was punctured. */
  public byte[] seed(int leaf, Hmac hmac) {
    int index = over(leaf);
    if (index < 0) {
      return null;
    }
    byte[] seed = Arrays.copyOfRange(seeds, index * SEED, (index + 1) * SEED);
    int height = height(nodes[index]);
    if (height > KEPT_HEIGHT) {
      byte[] start = kept.get(leaf >>> KEPT_HEIGHT);
      if (start == null) {
        descend(seed, leaf, height, KEPT_HEIGHT, hmac);
        kept.set(leaf >>> KEPT_HEIGHT, seed.clone());
      } else {
        System.arraycopy(start, 0, seed, 0, SEED);
      }
      height = KEPT_HEIGHT;
    }
    descend(seed, leaf, height, 0, hmac);
    return seed;
  }

  private static void descend(byte[] seed, int leaf, int from, int to, Hmac hmac) {
    for (int height = from - 1; height >= to; height--) {
      hmac.into(seed, 0, (leaf >>> height & 1) == 0 ? LEFT : RIGHT, seed, 0);
    }
  }

  /**
   * This page without these leaves, in any order, some of which may be punctured already. Shares no
   * array with this one.
   */
  public Page puncture(Hmac hmac, int... leaves) {
    Puncture puncture = new Puncture(hmac, leaves, nodes.length);
    byte[] seed = new byte[SEED];
    for (int i = 0; i < nodes.length; i++) {
      System.arraycopy(seeds, i * SEED, seed, 0, SEED);
      puncture.under(first(nodes[i]), height(nodes[i]), seed);
    }
    Arrays.fill(seed, (byte) 0);
    return puncture.page(revision + 1);
  }

  /** Forgets every seed. The page must not be used afterwards. */
  public void clear() {
    Arrays.fill(seeds, (byte) 0);
    for (int i = 0; i < kept.length(); i++) {
      byte[] seed = kept.get(i);
      if (seed != null) {
        Arrays.fill(seed, (byte) 0);
      }
    }
  }

  /** Roughly the bytes that this page takes in memory, once all its kept seeds are derived. */
  public int weight() {
    return seeds.length + 4 * nodes.length + kept.length() * (SEED + 20);
  }

  /**
   * The page's bytes, which the caller clears: from the first leaf to the last a byte for each
   * node, its height, or {@link #PUNCTURED} for each punctured leaf; then the nodes' seeds.
   */
  public byte[] encode() {
    byte[] bytes = new byte[LEAVES + seeds.length];
    int length = 0;
    int leaf = 0;
    for (int node : nodes) {
      for (; leaf < first(node); leaf++) {
        bytes[length++] = PUNCTURED;
      }
      bytes[length++] = (byte) height(node);
      leaf += 1 << height(node);
    }
    for (; leaf < LEAVES; leaf++) {
      bytes[length++] = PUNCTURED;
    }
    System.arraycopy(seeds, 0, bytes, length, seeds.length);
    byte[] encoded = Arrays.copyOf(bytes, length + seeds.length);
    Arrays.fill(bytes, (byte) 0);
    return encoded;
  }

  /**
   * @param revision the revision that was bound to these bytes
   * @throws IllegalArgumentException when the bytes are no page
   */
  public static Page decode(byte[] encoded, long revision) {
    int[] nodes = new int[LEAVES];
    int count = 0;
    int position = 0;
    for (int leaf = 0; leaf < LEAVES; position++) {
      if (position == encoded.length) {
        throw new IllegalArgumentException("a page ends early");
      }
      byte height = encoded[position];
      if (height == PUNCTURED) {
        leaf++;
      } else if (height < 0 || height > HEIGHT || (leaf & (1 << height) - 1) != 0) {
        throw new IllegalArgumentException("a page has a node out of place");
      } else {
        nodes[count++] = node(leaf, height);
        leaf += 1 << height;
      }
    }
    if (encoded.length - position != count * SEED) {
      throw new IllegalArgumentException("a page has seeds too many or too few");
    }
    byte[] seeds = Arrays.copyOfRange(encoded, position, encoded.length);
    return new Page(Arrays.copyOf(nodes, count), seeds, revision);
  }
}
