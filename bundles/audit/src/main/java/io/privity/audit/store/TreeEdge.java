// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.store;

import io.privity.audit.merkle.TreeHasher;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The right edge of a tree: the unfinished tile of each level, which is all that is needed to
 * append and to know the root. Not thread-safe.
 */
public final class TreeEdge {
  private static final int LEVELS = 6; // 2^48 entries

  private final TreeHasher hasher = new TreeHasher();
  private final byte[][] hashes = new byte[LEVELS][];
  private final int[] counts = new int[LEVELS];

  /** How many hashes of the unfinished tile the table has. */
  private final int[] stored = new int[LEVELS];

  private final List<Tiles.Tile> finished = new ArrayList<>();
  private long size;

  /** The edge of an empty tree. */
  public TreeEdge() {}

  /**
   * @throws DamagedTreeException when the table does not have the edge of a tree of that size
   */
  public static TreeEdge load(Connection connection, Head head) throws SQLException {
    TreeEdge edge = new TreeEdge();
    edge.size = head.size();
    for (int level = 0; level < LEVELS; level++) {
      long atLevel = head.size() >> (level * Tiles.HEIGHT);
      int count = (int) (atLevel % Tiles.WIDTH);
      if (count > 0) {
        long index = atLevel / Tiles.WIDTH;
        byte[] tile = Tiles.read(connection, head, level, index);
        if (tile.length != count * TreeHasher.LENGTH) {
          throw new DamagedTreeException(level, index);
        }
        edge.hashes[level] = Arrays.copyOf(tile, Tiles.WIDTH * TreeHasher.LENGTH);
        edge.counts[level] = count;
        edge.stored[level] = count;
      }
    }
    return edge;
  }

  public long size() {
    return size;
  }

  public void append(byte[] leafHash) {
    put(0, leafHash);
    size++;
  }

  private void put(int level, byte[] hash) {
    if (hashes[level] == null) {
      hashes[level] = new byte[Tiles.WIDTH * TreeHasher.LENGTH];
    }
    System.arraycopy(hash, 0, hashes[level], counts[level] * TreeHasher.LENGTH, TreeHasher.LENGTH);
    counts[level]++;
    if (counts[level] == Tiles.WIDTH) {
      long index = size >> ((level + 1) * Tiles.HEIGHT);
      finished.add(new Tiles.Tile(level, index, hashes[level].clone(), stored[level] == 0));
      counts[level] = 0;
      stored[level] = 0;
      put(level + 1, hasher.subtree(hashes[level], 0, Tiles.WIDTH));
    }
  }

  public byte[] root() {
    byte[] root = null;
    for (int level = 0; level < LEVELS; level++) {
      int count = counts[level];
      for (int bit = 0; bit < Tiles.HEIGHT; bit++) {
        if ((count >> bit & 1) == 1) {
          int first = count >> (bit + 1) << (bit + 1);
          byte[] peak = hasher.subtree(hashes[level], first, 1 << bit);
          root = root == null ? peak : hasher.node(peak, root);
        }
      }
    }
    return root == null ? hasher.empty() : root;
  }

  /** The tiles that were finished since the last call. */
  public List<Tiles.Tile> takeFinished() {
    List<Tiles.Tile> taken = List.copyOf(finished);
    finished.clear();
    return taken;
  }

  /** The unfinished tiles that have more hashes than when they were last taken. */
  public List<Tiles.Tile> takeUnfinished() {
    List<Tiles.Tile> taken = new ArrayList<>();
    for (int level = 0; level < LEVELS; level++) {
      if (counts[level] > stored[level]) {
        taken.add(
            new Tiles.Tile(
                level,
                size >> ((level + 1) * Tiles.HEIGHT),
                Arrays.copyOf(hashes[level], counts[level] * TreeHasher.LENGTH),
                stored[level] == 0));
        stored[level] = counts[level];
      }
    }
    return taken;
  }
}
