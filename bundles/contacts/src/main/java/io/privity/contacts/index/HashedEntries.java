// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import java.util.function.Consumer;

/**
 * Entries by the 64-bit hash of a key, several to a hash where need be: open addressing, so that a
 * key costs some 24 bytes. Whoever finds an entry compares the key itself. Not thread-safe.
 */
final class HashedEntries {
  private long[] hashes = new long[64];
  private Entry[] entries = new Entry[64];
  private int size;

  void add(long hash, Entry entry) {
    if (size * 3 >= hashes.length * 2) {
      grow();
    }
    put(hash, entry);
    size++;
  }

  void remove(long hash, Entry entry) {
    int mask = hashes.length - 1;
    int place = (int) hash & mask;
    while (entries[place] != entry || hashes[place] != hash) {
      if (entries[place] == null) {
        return;
      }
      place = (place + 1) & mask;
    }
    size--;
    close(place);
  }

  void forEach(long hash, Consumer<Entry> sink) {
    int mask = hashes.length - 1;
    for (int place = (int) hash & mask; entries[place] != null; place = (place + 1) & mask) {
      if (hashes[place] == hash) {
        sink.accept(entries[place]);
      }
    }
  }

  private void put(long hash, Entry entry) {
    int mask = hashes.length - 1;
    int place = (int) hash & mask;
    while (entries[place] != null) {
      place = (place + 1) & mask;
    }
    hashes[place] = hash;
    entries[place] = entry;
  }

  /** Moves back what would no longer be found across the hole. */
  private void close(int start) {
    int mask = hashes.length - 1;
    int hole = start;
    int next = hole;
    while (true) {
      next = (next + 1) & mask;
      if (entries[next] == null) {
        entries[hole] = null;
        return;
      }
      int home = (int) hashes[next] & mask;
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        hashes[hole] = hashes[next];
        entries[hole] = entries[next];
        hole = next;
      }
    }
  }

  private void grow() {
    long[] oldHashes = hashes;
    Entry[] oldEntries = entries;
    hashes = new long[oldHashes.length * 2];
    entries = new Entry[hashes.length];
    for (int i = 0; i < oldEntries.length; i++) {
      if (oldEntries[i] != null) {
        put(oldHashes[i], oldEntries[i]);
      }
    }
  }
}
