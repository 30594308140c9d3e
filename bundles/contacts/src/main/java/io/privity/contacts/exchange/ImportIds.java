// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import java.security.SecureRandom;
import java.util.UUID;

/** Ids of imports: UUIDv7 (RFC 9562, section 5.7). */
final class ImportIds {
  private static final SecureRandom RANDOM = new SecureRandom();

  private ImportIds() {}

  static String next(long now) {
    long high = now << 16 | 0x7000 | RANDOM.nextInt() & 0xfff;
    return new UUID(high, 0x8000_0000_0000_0000L | RANDOM.nextLong() >>> 2).toString();
  }

  /** Whether a text can be the id of an import. */
  static boolean isId(String text) {
    if (text == null || text.length() != 36) {
      return false;
    }
    try {
      return UUID.fromString(text).toString().equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
