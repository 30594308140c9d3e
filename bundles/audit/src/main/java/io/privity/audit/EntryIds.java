// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import java.nio.charset.StandardCharsets;

/** Ids of entries: UUIDv7 (RFC 9562, section 5.7), which carry the time of the entry. */
final class EntryIds {
  static final int LENGTH = 36;

  /** The random bytes that an id takes. */
  static final int RANDOM = 10;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int TIME_BYTES = 6;

  private EntryIds() {}

  /**
   * Writes an id as text.
   *
   * @param random where the random bytes begin
   */
  static void write(byte[] to, int at, long time, byte[] random, int from) {
    int position = at;
    for (int i = 0; i < 16; i++) {
      int value =
          i < TIME_BYTES ? (int) (time >> (8 * (5 - i))) & 0xff : random[from + i - 6] & 0xff;
      if (i == 6) {
        value = value & 0x0f | 0x70;
      } else if (i == 8) {
        value = value & 0x3f | 0x80;
      }
      if (i == 4 || i == 6 || i == 8 || i == 10) {
        to[position++] = '-';
      }
      to[position++] = HEX[value >> 4];
      to[position++] = HEX[value & 15];
    }
  }

  /** The time in the id that stands there. */
  static long time(byte[] text, int at) {
    long time = 0;
    for (int i = 0; i < 13; i++) {
      if (i != 8) {
        time = time << 4 | Character.digit(text[at + i], 16);
      }
    }
    return time;
  }

  /** True for the text of an id, in lower case as we write it. */
  static boolean isId(String text) {
    return text.length() == LENGTH
        && text.matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  }
}
