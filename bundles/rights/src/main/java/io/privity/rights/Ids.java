// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Makes ids: UUIDv7 (RFC 9562, section 5.7), ascending in this process. */
public final class Ids {
  private static final int COUNTER_BITS = 12;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final AtomicLong LAST = new AtomicLong();

  private Ids() {}

  public static String next(Instant now) {
    long wanted = now.toEpochMilli() << COUNTER_BITS;
    long stamp = LAST.accumulateAndGet(wanted, (before, next) -> Math.max(before + 1, next));
    long high = stamp >>> COUNTER_BITS << 16 | 0x7000L | stamp & (1 << COUNTER_BITS) - 1;
    return new UUID(high, 0x8000_0000_0000_0000L | RANDOM.nextLong() >>> 2).toString();
  }
}
