// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * A sorted set in chunks of bounded size: some six bytes an element, and an insertion moves one
 * chunk at most. Not thread-safe.
 */
final class SortedChunks {
  private static final int MAX = 512;
  private static final int LOADED = 384;

  private static final class Chunk {
    final Entry[] items = new Entry[MAX];
    int size;
  }

  private final Comparator<Entry> order;
  private final List<Chunk> chunks = new ArrayList<>();
  private int size;

  SortedChunks(Comparator<Entry> order) {
    this.order = order;
  }

  /** Fills an empty set. */
  void load(List<Entry> entries) {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(order);
    for (int from = 0; from < sorted.size(); from += LOADED) {
      Chunk chunk = new Chunk();
      chunk.size = Math.min(LOADED, sorted.size() - from);
      for (int i = 0; i < chunk.size; i++) {
        chunk.items[i] = sorted.get(from + i);
      }
      chunks.add(chunk);
    }
    size = sorted.size();
  }

  int size() {
    return size;
  }

  /** The element equal to the probe, or null. */
  Entry find(Entry probe) {
    if (chunks.isEmpty()) {
      return null;
    }
    Chunk chunk = chunks.get(chunkOf(probe));
    int at = search(chunk, probe);
    return at >= 0 ? chunk.items[at] : null;
  }

  /** Adds what is not there yet. */
  void add(Entry entry) {
    if (chunks.isEmpty()) {
      chunks.add(new Chunk());
    }
    int index = chunkOf(entry);
    Chunk chunk = chunks.get(index);
    if (chunk.size == MAX) {
      chunk = split(index, entry);
    }
    int at = -search(chunk, entry) - 1;
    System.arraycopy(chunk.items, at, chunk.items, at + 1, chunk.size - at);
    chunk.items[at] = entry;
    chunk.size++;
    size++;
  }

  /** Takes out the element equal to the probe, if it is there. */
  void remove(Entry probe) {
    if (chunks.isEmpty()) {
      return;
    }
    int index = chunkOf(probe);
    Chunk chunk = chunks.get(index);
    int at = search(chunk, probe);
    if (at < 0) {
      return;
    }
    chunk.size--;
    System.arraycopy(chunk.items, at + 1, chunk.items, at, chunk.size - at);
    chunk.items[chunk.size] = null;
    size--;
    if (chunk.size == 0) {
      chunks.remove(index);
    }
  }

  /**
   * Hands over what comes after the probe, in order.
   *
   * @param after null for everything
   * @param sink answers false when it has enough
   */
  void forEachAfter(Entry after, Predicate<Entry> sink) {
    if (chunks.isEmpty()) {
      return;
    }
    int index = 0;
    int at = 0;
    if (after != null) {
      index = chunkOf(after);
      int found = search(chunks.get(index), after);
      at = found >= 0 ? found + 1 : -found - 1;
    }
    for (; index < chunks.size(); index++, at = 0) {
      Chunk chunk = chunks.get(index);
      for (int i = at; i < chunk.size; i++) {
        if (!sink.test(chunk.items[i])) {
          return;
        }
      }
    }
  }

  /** Halves a full chunk, or, when the entry comes after everything, begins a new one. */
  private Chunk split(int index, Entry entry) {
    Chunk full = chunks.get(index);
    Chunk next = new Chunk();
    chunks.add(index + 1, next);
    if (index == chunks.size() - 2 && order.compare(full.items[MAX - 1], entry) < 0) {
      return next;
    }
    int half = MAX / 2;
    System.arraycopy(full.items, half, next.items, 0, MAX - half);
    next.size = MAX - half;
    for (int i = half; i < MAX; i++) {
      full.items[i] = null;
    }
    full.size = half;
    return order.compare(next.items[0], entry) < 0 ? next : full;
  }

  /** The last chunk whose first element is not after the probe. */
  private int chunkOf(Entry probe) {
    int low = 0;
    int high = chunks.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (order.compare(chunks.get(middle).items[0], probe) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private int search(Chunk chunk, Entry probe) {
    int low = 0;
    int high = chunk.size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int compared = order.compare(chunk.items[middle], probe);
      if (compared < 0) {
        low = middle + 1;
      } else if (compared > 0) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -low - 1;
  }
}
