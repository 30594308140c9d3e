// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import io.privity.contacts.index.ContactView.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Keeps the first few, in an order, of the entries behind a place; each once. */
final class FirstOf {
  private final Comparator<Entry> order;
  private final Entry after;
  private final int limit;
  private final boolean byName;
  private final TreeSet<Entry> kept;

  FirstOf(Wanted wanted, Place after, int limit) {
    this.order = wanted.order();
    this.byName = wanted.byName();
    this.after = after == null ? null : after.probe();
    this.limit = limit;
    this.kept = new TreeSet<>(order);
  }

  /** True when the entry would be kept, so that dearer tests can wait. */
  boolean takes(Entry entry) {
    if (after != null && order.compare(entry, after) <= 0) {
      return false;
    }
    return !isFull() || order.compare(entry, kept.last()) < 0;
  }

  void add(Entry entry) {
    kept.add(entry);
    if (kept.size() > limit + 1) {
      kept.pollLast();
    }
  }

  /** True when there is a page and one more. */
  boolean isFull() {
    return kept.size() > limit;
  }

  /** The last of those kept, when full. */
  Entry last() {
    return kept.last();
  }

  Found found() {
    return page(new ArrayList<>(kept), limit, byName);
  }

  /**
   * @param entries up to one more than the limit, which says that the list goes on
   */
  static Found page(List<Entry> entries, int limit, boolean byName) {
    if (entries.size() <= limit) {
      return new Found(entries, null);
    }
    List<Entry> page = entries.subList(0, limit);
    return new Found(page, Place.behind(page.get(limit - 1), byName));
  }
}
