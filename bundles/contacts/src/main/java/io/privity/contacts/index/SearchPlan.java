// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import io.privity.contacts.index.ContactView.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where a search by text or tag looks: at all entries that have the rarest of the things asked for,
 * and of these only at those that have the others too.
 */
final class SearchPlan {
  /** Of the trigrams of a text, so many are looked up before the text itself is. */
  private static final int MAX_OTHERS = 2;

  private final List<Postings> candidates;
  private final List<Postings> others;
  private final long size;

  private SearchPlan(List<Postings> candidates, List<Postings> others) {
    this.candidates = candidates;
    this.others = others;
    this.size = candidates.stream().mapToLong(Postings::size).sum();
  }

  /**
   * @param tagged the postings of the tag that is asked for; null when none is
   * @return null when neither text nor tag is asked for
   */
  static SearchPlan of(Wanted wanted, Trigrams trigrams, Postings tagged) {
    byte[] text = wanted.text();
    if (text == null) {
      return tagged == null ? null : new SearchPlan(List.of(tagged), List.of());
    }
    if (text.length < Trigrams.LENGTH) {
      return tagged == null
          ? new SearchPlan(trigrams.beginningWith(text), List.of())
          : new SearchPlan(List.of(tagged), List.of());
    }
    List<Postings> all = trigrams.of(text);
    if (all == null) {
      return new SearchPlan(List.of(), List.of());
    }
    all.sort(Comparator.comparingInt(Postings::size));
    List<Postings> some = new ArrayList<>(all.subList(0, Math.min(all.size(), 1 + MAX_OTHERS)));
    if (tagged != null) {
      some.add(tagged.size() < some.get(0).size() ? 0 : some.size(), tagged);
    }
    return new SearchPlan(some.subList(0, 1), some.subList(1, some.size()));
  }

  /** How many candidates there are. */
  long size() {
    return size;
  }

  /**
   * Finds the first few of the candidates that match.
   *
   * @param ranks the places of entries in the order that is asked for
   */
  Found run(Wanted wanted, SearchTables tables, Ranks ranks, Place after, int limit) {
    FirstOf first = new FirstOf(wanted, after, limit);
    int low = after == null ? 0 : ranks.after(after.probe());
    int high = Integer.MAX_VALUE;
    for (Postings postings : candidates) {
      for (int i = 0; i < postings.size(); i++) {
        int slot = postings.get(i);
        int rank = ranks.of(slot);
        if (rank != Ranks.NONE && (rank < low || rank >= high) || !mayMatch(slot)) {
          continue;
        }
        Entry entry = tables.entry(slot);
        if (wanted.textMatches(entry) && first.takes(entry) && wanted.isPermitted(entry)) {
          first.add(entry);
          if (first.isFull()) {
            int last = ranks.of(first.last().slot);
            high = last == Ranks.NONE ? high : last;
          }
        }
      }
    }
    return first.found();
  }

  /** False when the candidate is surely no match. */
  private boolean mayMatch(int slot) {
    for (Postings other : others) {
      if (!other.contains(slot)) {
        return false;
      }
    }
    return true;
  }
}
