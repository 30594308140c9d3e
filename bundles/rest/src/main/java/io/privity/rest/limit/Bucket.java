// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.limit;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket, kept as the time at which it will be full again (the generic cell rate
 * algorithm), so that taking a token is one compare-and-set.
 */
final class Bucket {
  private final AtomicLong fullAt;

  Bucket(long now) {
    fullAt = new AtomicLong(now);
  }

  /**
   * @param now nanoseconds of a monotonic clock
   * @param interval nanoseconds in which one token drips in
   * @param burst the tokens that it holds
   * @return 0 when a token was taken, else the nanoseconds until there is one
   */
  long take(long now, long interval, long burst) {
    while (true) {
      long full = fullAt.get();
      long next = Math.max(full - now, 0) + interval;
      if (next > interval * burst) {
        return next - interval * burst;
      }
      if (fullAt.compareAndSet(full, now + next)) {
        return 0;
      }
    }
  }

  /** The nanoseconds until there is a token, without taking it. */
  long lacking(long now, long interval, long burst) {
    return Math.max(Math.max(fullAt.get() - now, 0) + interval - interval * burst, 0);
  }
}
