// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import java.util.Arrays;

/** The slots of the entries that have something in common, ascending. Not thread-safe. */
final class Postings {
  private int[] slots = new int[2];
  private int size;

  int size() {
    return size;
  }

  int get(int index) {
    return slots[index];
  }

  boolean contains(int slot) {
    return Arrays.binarySearch(slots, 0, size, slot) >= 0;
  }

  void add(int slot) {
    int at = size;
    if (size > 0 && slots[size - 1] >= slot) {
      int found = Arrays.binarySearch(slots, 0, size, slot);
      if (found >= 0) {
        return;
      }
      at = -found - 1;
    }
    if (size == slots.length) {
      slots = Arrays.copyOf(slots, size + Math.max(2, size >> 2));
    }
    System.arraycopy(slots, at, slots, at + 1, size - at);
    slots[at] = slot;
    size++;
  }

  void remove(int slot) {
    int at = Arrays.binarySearch(slots, 0, size, slot);
    if (at >= 0) {
      size--;
      System.arraycopy(slots, at + 1, slots, at, size - at);
    }
  }
}
