// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * For each three bytes that follow one another in a name, the entries that have them. Names count
 * as ending in two zero bytes, so that what is shorter than three bytes begins some trigram too.
 * Not thread-safe.
 */
final class Trigrams {
  static final int LENGTH = 3;

  private static final int EMPTY = -1;

  private int[] keys = new int[1024];
  private Postings[] values = new Postings[1024];
  private int used;

  Trigrams() {
    Arrays.fill(keys, EMPTY);
  }

  void add(byte[] name, int slot) {
    for (int i = 0; i < name.length; i++) {
      postings(key(name, i)).add(slot);
    }
  }

  void remove(byte[] name, int slot) {
    for (int i = 0; i < name.length; i++) {
      values[place(key(name, i))].remove(slot);
    }
  }

  /** The postings of every trigram of a needle of three bytes or more; null when one has none. */
  List<Postings> of(byte[] needle) {
    List<Postings> found = new ArrayList<>(needle.length - 2);
    for (int i = 0; i + 2 < needle.length; i++) {
      Postings postings = values[place(key(needle, i))];
      if (postings == null || postings.size() == 0) {
        return null;
      }
      found.add(postings);
    }
    return found;
  }

  /** The postings of all trigrams that begin with a needle of one or two bytes. */
  List<Postings> beginningWith(byte[] needle) {
    int low = key(needle, 0);
    int high = low + (1 << (8 * (3 - needle.length)));
    List<Postings> found = new ArrayList<>();
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] >= low && keys[i] < high && values[i].size() > 0) {
        found.add(values[i]);
      }
    }
    return found;
  }

  private static int key(byte[] name, int at) {
    int key = (name[at] & 0xff) << 16;
    if (at + 1 < name.length) {
      key |= (name[at + 1] & 0xff) << 8;
    }
    if (at + 2 < name.length) {
      key |= name[at + 2] & 0xff;
    }
    return key;
  }

  private Postings postings(int key) {
    int place = place(key);
    if (values[place] == null) {
      if (used * 2 >= keys.length) {
        grow();
        place = place(key);
      }
      keys[place] = key;
      values[place] = new Postings();
      used++;
    }
    return values[place];
  }

  private int place(int key) {
    int mask = keys.length - 1;
    int place = (key * 0x9E3779B9 >>> 7) & mask;
    while (keys[place] != EMPTY && keys[place] != key) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    int[] oldKeys = keys;
    Postings[] oldValues = values;
    keys = new int[oldKeys.length * 2];
    values = new Postings[keys.length];
    Arrays.fill(keys, EMPTY);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != EMPTY) {
        int place = place(oldKeys[i]);
        keys[place] = oldKeys[i];
        values[place] = oldValues[i];
      }
    }
  }
}
