// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Sets of subjects' leaves as entries have them: a few as a JSON array, more as base64url of their
 * sorted gaps. A gap is a varint (LEB128) of twice the distance to the leaf before; one more than
 * that when a run begins there, whose further leaves a second varint counts.
 */
final class Subjects {
  private static final int FEW = 8;

  /** Gaps a text holds at most: a larger set goes into several parts of an entry. */
  private static final int MAX_BYTES = 9_000;

  private Subjects() {}

  /** The JSON values for a set, as many as its parts need; none for an empty set. */
  static List<String> pack(long[] leaves) {
    if (leaves.length == 0) {
      return List.of();
    }
    if (leaves.length == 1) {
      return List.of("[" + leaves[0] + "]");
    }
    long[] sorted = leaves.clone();
    Arrays.sort(sorted);
    int count = 1;
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] != sorted[count - 1]) {
        sorted[count++] = sorted[i];
      }
    }
    return count <= FEW ? List.of(array(sorted, count)) : gaps(sorted, count);
  }

  private static String array(long[] leaves, int count) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ",").append(leaves[i]);
    }
    return text.append(']').toString();
  }

  private static List<String> gaps(long[] leaves, int count) {
    List<String> texts = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long before = 0;
    int i = 0;
    while (i < count) {
      int run = 0;
      while (i + run + 1 < count && leaves[i + run + 1] == leaves[i] + run + 1) {
        run++;
      }
      varint(bytes, (leaves[i] - before) << 1 | (run > 0 ? 1 : 0));
      if (run > 0) {
        varint(bytes, run);
      }
      before = leaves[i] + run;
      i += run + 1;
      if (bytes.size() > MAX_BYTES || i == count) {
        texts.add(
            '"'
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray())
                + '"');
        bytes.reset();
        before = 0;
      }
    }
    return texts;
  }

  private static void varint(ByteArrayOutputStream to, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      to.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    to.write((int) rest);
  }

  /** The leaves of a packed text. */
  static List<Long> unpack(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    List<Long> leaves = new ArrayList<>();
    int[] at = {0};
    long before = 0;
    while (at[0] < bytes.length) {
      long gap = varint(bytes, at);
      long leaf = before + (gap >>> 1);
      long last = leaf + ((gap & 1) == 1 ? varint(bytes, at) : 0);
      for (; leaf <= last; leaf++) {
        leaves.add(leaf);
      }
      before = last;
    }
    return leaves;
  }

  /**
   * Whether the JSON value that begins there, as {@link #pack} wrote it, holds the leaf.
   *
   * @param at where its bracket or quote stands
   */
  static boolean contains(byte[] json, int at, long leaf) {
    return json[at] == '[' ? fewContain(json, at + 1, leaf) : gapsContain(json, at + 1, leaf);
  }

  private static boolean fewContain(byte[] json, int at, long leaf) {
    long number = 0;
    for (int i = at; ; i++) {
      byte b = json[i];
      if (b >= '0' && b <= '9') {
        number = number * 10 + b - '0';
      } else if (number == leaf) {
        return true;
      } else if (b == ']') {
        return false;
      } else {
        number = 0;
      }
    }
  }

  private static boolean gapsContain(byte[] json, int at, long leaf) {
    int end = at;
    while (json[end] != '"') {
      end++;
    }
    byte[] bytes = Base64.getUrlDecoder().decode(Arrays.copyOfRange(json, at, end));
    int[] next = {0};
    long last = 0;
    while (next[0] < bytes.length) {
      long gap = varint(bytes, next);
      long first = last + (gap >>> 1);
      last = first + ((gap & 1) == 1 ? varint(bytes, next) : 0);
      if (leaf <= last) {
        return first <= leaf;
      }
    }
    return false;
  }

  private static long varint(byte[] bytes, int[] at) {
    long value = 0;
    int shift = 0;
    while (true) {
      byte b = bytes[at[0]++];
      value |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return value;
      }
      shift += 7;
    }
  }
}
