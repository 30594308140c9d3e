// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

/** What an entry costs in memory, with its part of the tables; on the high side. */
final class Footprint {
  /**
   * The object (64), two array headers with padding, its slot, its places in two orders, ranks, and
   * slack.
   */
  private static final int FIXED = 64 + 2 * 20 + 6 + 2 * 6 + 2 * 4 + 32;

  /** A place in a half-full table of hashes and references. */
  private static final int KEY = 24;

  /** A slot in postings that have room to grow. */
  private static final int POSTING = 6;

  private Footprint() {}

  static long of(Entry entry, SearchFields fields) {
    return FIXED
        + entry.json().length
        + (long) entry.name().length * (1 + POSTING)
        + (long) KEY * (fields.emails().size() + fields.phones().size())
        + (long) POSTING * fields.tags().size();
  }
}
