// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import java.security.SecureRandom;
import java.util.UUID;

/** Makes UUIDs of version 7 (RFC 9562, section 5.7). */
final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  static UUID next(long millis) {
    long random = RANDOM.nextLong();
    long high = millis << 16 | 0x7000 | random >>> 52;
    long low = 0x8000000000000000L | RANDOM.nextLong() >>> 2;
    return new UUID(high, low);
  }
}
