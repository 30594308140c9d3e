// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** An opened contact in memory. There are hundreds of thousands, so it is kept small. */
public final class Entry {
  /** Names are sorted by so many bytes of their folded form, so that a cursor stays short. */
  static final int SORTED_BYTES = 120;

  static final Comparator<Entry> BY_ID = Entry::compareId;
  static final Comparator<Entry> BY_NAME = Entry::compareName;

  private static final byte[] NO_NAME = {};

  private final long high;
  private final long low;
  private final long leaf;
  private final long version;
  private final byte[] json;
  private final byte[] name;

  /** What the contact is kept for; shared with others once it is in an index. */
  private List<String> purposes;

  /** The place in the index's table; set once, under the index's lock. */
  int slot = -1;

  private Entry(UUID id, long leaf, long version, byte[] json, byte[] name, List<String> purposes) {
    this.high = id.getMostSignificantBits();
    this.low = id.getLeastSignificantBits();
    this.leaf = leaf;
    this.version = version;
    this.json = json;
    this.name = name;
    this.purposes = purposes;
  }

  /**
   * @param json the document as it is served
   * @param fields what it is found by
   */
  public static Entry opened(UUID id, long leaf, long version, byte[] json, SearchFields fields) {
    return new Entry(id, leaf, version, json, fields.name(), fields.purposes());
  }

  /** A row that is there but can't be opened. */
  public static Entry damaged(UUID id, long leaf, long version) {
    return new Entry(id, leaf, version, null, NO_NAME, SearchFields.UNASSIGNED);
  }

  /** A place in an order, to look for. */
  static Entry probe(UUID id, byte[] name) {
    return new Entry(id, 0, 0, null, name, List.of());
  }

  public UUID id() {
    return new UUID(high, low);
  }

  public long leaf() {
    return leaf;
  }

  public long version() {
    return version;
  }

  /** The document; null when damaged. Not to be changed. */
  public byte[] json() {
    return json;
  }

  /** What the tenant keeps the contact for; {@code unassigned} where nobody knows. */
  public List<String> purposes() {
    return purposes;
  }

  void share(List<String> equal) {
    purposes = equal;
  }

  public boolean isDamaged() {
    return json == null;
  }

  byte[] name() {
    return name;
  }

  /** Whether this is the full name, folded, whatever else the contact is called. */
  boolean isNamed(byte[] folded) {
    int length = folded.length;
    return Arrays.mismatch(name, folded) < 0
        || name.length > length
            && name[length] == SearchFields.SEPARATOR
            && Arrays.equals(name, 0, length, folded, 0, length);
  }

  private int compareId(Entry other) {
    int order = Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }

  private int compareName(Entry other) {
    int order =
        Arrays.compareUnsigned(
            name,
            0,
            Math.min(name.length, SORTED_BYTES),
            other.name,
            0,
            Math.min(other.name.length, SORTED_BYTES));
    return order != 0 ? order : compareId(other);
  }
}
