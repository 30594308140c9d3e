// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes and reads the ids of contacts: UUIDv7 (RFC 9562, section 5.7), ascending in this process,
 * with the millisecond of creation in front and a counter behind it.
 */
public final class ContactIds {
  private static final int LENGTH = 36;
  private static final int COUNTER_BITS = 12;
  private static final long COUNTER = (1L << COUNTER_BITS) - 1;
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final SecureRandom random = new SecureRandom();
  private final AtomicLong last = new AtomicLong();

  UUID next(long now) {
    long wanted = now << COUNTER_BITS;
    long stamp = last.accumulateAndGet(wanted, (before, next) -> Math.max(before + 1, next));
    long high = (stamp >>> COUNTER_BITS << 16) | VERSION | (stamp & COUNTER);
    return new UUID(high, VARIANT | (random.nextLong() >>> 2));
  }

  /** When the id was made, in milliseconds. */
  public static long createdAt(UUID id) {
    return id.getMostSignificantBits() >>> 16;
  }

  /** The id in a path; null for what can be none. */
  static UUID parse(String text) {
    if (text == null || text.length() != LENGTH) {
      return null;
    }
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equals(text) ? id : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
