// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One token bucket a key: a tenant or an address. Bounded: the least used ones are forgotten, which
 * can only be to their owners' favour. Thread-safe.
 */
public final class Buckets {
  private static final int KEPT = 100_000;
  private static final Duration UNUSED = Duration.ofMinutes(10);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Cache<Object, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(KEPT).expireAfterAccess(UNUSED).build();
  private final long interval;
  private final long burst;
  private final LongSupplier clock;

  /**
   * @param rate tokens a second; 0 for no limit
   * @param burst tokens that may be taken at once
   */
  public Buckets(int rate, int burst) {
    this(rate, burst, System::nanoTime);
  }

  Buckets(int rate, int burst, LongSupplier clock) {
    this.interval = rate <= 0 ? 0 : SECOND / rate;
    this.burst = Math.max(burst, 1);
    this.clock = clock;
  }

  /**
   * Takes a token.
   *
   * @return 0, or the full seconds after which to try again
   */
  public long take(Object key) {
    if (interval == 0) {
      return 0;
    }
    long now = clock.getAsLong();
    return seconds(buckets.get(key, k -> new Bucket(now)).take(now, interval, burst));
  }

  /**
   * Whether a token could be taken.
   *
   * @return 0, or the full seconds after which there will be one
   */
  public long lacking(Object key) {
    Bucket bucket = interval == 0 ? null : buckets.getIfPresent(key);
    return bucket == null ? 0 : seconds(bucket.lacking(clock.getAsLong(), interval, burst));
  }

  private static long seconds(long nanos) {
    return (nanos + SECOND - 1) / SECOND;
  }
}
