// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What entries are found by: trigrams of the name, keys of addresses and numbers, tags. Each entry
 * has a slot, a small number that postings use for it. Not thread-safe.
 */
final class SearchTables {
  /** Tenants have some dozens of combinations of purposes. */
  private static final int MAX_SHARED = 1024;

  private final HashedEntries emails = new HashedEntries();
  private final HashedEntries phones = new HashedEntries();
  private final Trigrams trigrams = new Trigrams();
  private final Map<String, Postings> tags = new HashMap<>();
  private final Map<List<String>, List<String>> purposes = new HashMap<>();
  private Entry[] slots = new Entry[64];
  private int usedSlots;
  private int[] freeSlots = new int[16];
  private int freeCount;
  private volatile long bytes;

  /** Memory used by the entries with their part of the tables, estimated; read by any thread. */
  long bytes() {
    return bytes;
  }

  /** How many slots there are, used or free. */
  int slots() {
    return usedSlots;
  }

  Entry entry(int slot) {
    return slots[slot];
  }

  /** The postings of a tag; null when nobody has it. */
  Postings tagged(String tag) {
    return tags.get(tag);
  }

  Trigrams trigrams() {
    return trigrams;
  }

  /** Hands over the entries that may have the address. */
  void forEmail(String key, Consumer<Entry> sink) {
    emails.forEach(Keys.hash(key), sink);
  }

  /** Hands over the entries that may have the number. */
  void forPhone(String key, Consumer<Entry> sink) {
    phones.forEach(Keys.hash(key), sink);
  }

  /** Gives the entry a slot, and takes it in. */
  void add(Entry entry, SearchFields fields) {
    int slot = freeCount > 0 ? freeSlots[--freeCount] : usedSlots++;
    if (slot == slots.length) {
      slots = Arrays.copyOf(slots, slot + (slot >> 1));
    }
    slots[slot] = entry;
    entry.slot = slot;
    share(entry);
    trigrams.add(entry.name(), slot);
    for (String email : fields.emails()) {
      emails.add(Keys.hash(email), entry);
    }
    for (String phone : fields.phones()) {
      phones.add(Keys.hash(phone), entry);
    }
    for (String tag : fields.tags()) {
      tags.computeIfAbsent(tag, key -> new Postings()).add(slot);
    }
    bytes += Footprint.of(entry, fields);
  }

  private void share(Entry entry) {
    if (purposes.size() == MAX_SHARED) {
      purposes.clear();
    }
    entry.share(purposes.computeIfAbsent(entry.purposes(), list -> list));
  }

  /** Takes the entry out; its slot will be another's. */
  void remove(Entry entry) {
    SearchFields fields = SearchFields.of(entry.json());
    int slot = entry.slot;
    trigrams.remove(entry.name(), slot);
    for (String email : fields.emails()) {
      emails.remove(Keys.hash(email), entry);
    }
    for (String phone : fields.phones()) {
      phones.remove(Keys.hash(phone), entry);
    }
    for (String tag : fields.tags()) {
      Postings tagged = tags.get(tag);
      tagged.remove(slot);
      if (tagged.size() == 0) {
        tags.remove(tag);
      }
    }
    slots[slot] = null;
    if (freeCount == freeSlots.length) {
      freeSlots = Arrays.copyOf(freeSlots, freeCount * 2);
    }
    freeSlots[freeCount++] = slot;
    bytes -= Footprint.of(entry, fields);
  }
}
