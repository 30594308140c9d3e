// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON text as bytes. Hand-made, since it is on the path of each request: strings of ASCII,
 * which is what ids are, cost one pass and no garbage.
 */
final class JsonBytes {
  /** Longer strings are cut. What an entry holds are ids and codes, which are shorter. */
  static final int MAX_TEXT = 200;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[512];
  private int length;

  int length() {
    return length;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Makes room and returns where it begins. */
  int skip(int count) {
    ensure(count);
    int at = length;
    length += count;
    return at;
  }

  byte[] buffer() {
    return bytes;
  }

  JsonBytes raw(byte[] literal) {
    ensure(literal.length);
    System.arraycopy(literal, 0, bytes, length, literal.length);
    length += literal.length;
    return this;
  }

  /** Text that is JSON already, and ASCII. */
  @SuppressWarnings("deprecation") // the one way to copy ASCII without garbage
  JsonBytes raw(String json) {
    ensure(json.length());
    json.getBytes(0, json.length(), bytes, length);
    length += json.length();
    return this;
  }

  JsonBytes raw(char c) {
    ensure(1);
    bytes[length++] = (byte) c;
    return this;
  }

  /** A string in quotes. */
  JsonBytes text(String text) {
    int end = Math.min(text.length(), MAX_TEXT);
    ensure(2 + 6 * end);
    bytes[length++] = '"';
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
        bytes[length++] = (byte) c;
      } else {
        escaped(c);
      }
    }
    bytes[length++] = '"';
    return this;
  }

  private void escaped(char c) {
    bytes[length++] = '\\';
    bytes[length++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      bytes[length++] = HEX[c >> shift & 15];
    }
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
