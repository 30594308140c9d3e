// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import java.util.Arrays;

/**
 * The places of entries in an order, as numbers by slot: comparing them touches no entry, so that
 * the first few of thousands are found in microseconds. Entries that came since the last count have
 * none; they are compared as they are, and counted when there are many. Not thread-safe.
 */
final class Ranks {
  static final int NONE = -1;

  private static final int MANY = 1000;
  private static final int SHARE = 50;

  private final SortedChunks sorted;
  private int[] ranks = new int[0];
  private int uncounted;

  Ranks(SortedChunks sorted) {
    this.sorted = sorted;
  }

  int of(int slot) {
    return slot < ranks.length ? ranks[slot] : NONE;
  }

  /** Notes that another entry takes the slot. */
  void changed(int slot) {
    if (slot < ranks.length) {
      ranks[slot] = NONE;
    }
    uncounted++;
  }

  /**
   * True when so many entries have no rank that counting pays.
   *
   * @param slots how many slots there are
   */
  boolean areStale(int slots) {
    return uncounted >= MANY + slots / SHARE;
  }

  /** Counts anew. */
  void count(int slots) {
    uncounted = 0;
    if (ranks.length < slots) {
      ranks = new int[slots + slots / 8];
    }
    Arrays.fill(ranks, NONE);
    int[] next = {0};
    sorted.forEachAfter(
        null,
        entry -> {
          if (!entry.isDamaged()) {
            ranks[entry.slot] = next[0];
          }
          next[0]++;
          return true;
        });
  }

  /** The rank of the first counted entry after the probe: all of lower rank are not after it. */
  int after(Entry probe) {
    int[] first = {Integer.MAX_VALUE};
    sorted.forEachAfter(
        probe,
        entry -> {
          int rank = entry.isDamaged() ? NONE : of(entry.slot);
          if (rank != NONE) {
            first[0] = rank;
          }
          return rank == NONE;
        });
    return first[0];
  }
}
