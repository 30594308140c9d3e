// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Token buckets for what strangers may try, one each for an act and a client. Bounded. */
@Component(
    service = AttemptLimits.class,
    configurationPid = "io.privity.tenants",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class AttemptLimits {

  /** What is limited. */
  enum Act {
    SIGN_UP,
    TAKEN,
    SIGN_IN,
    FAILURE
  }

  private record Key(Act act, String who) {}

  private record Limit(int tokens, Duration period) {}

  private final Map<Act, Limit> limits = new EnumMap<>(Act.class);
  private final TimeMeter meter;
  private final Cache<Key, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(Duration.ofHours(1)).build();

  @Activate
  public AttemptLimits(TenantsConfig config) {
    this(config, Clock.systemUTC());
  }

  AttemptLimits(TenantsConfig config, Clock clock) {
    limits.put(Act.SIGN_UP, new Limit(config.signups_per_hour(), Duration.ofHours(1)));
    limits.put(Act.TAKEN, new Limit(config.taken_per_hour(), Duration.ofHours(1)));
    limits.put(Act.SIGN_IN, new Limit(config.signins_per_minute(), Duration.ofMinutes(1)));
    limits.put(Act.FAILURE, new Limit(config.failures_per_quarter(), Duration.ofMinutes(15)));
    meter = new ClockMeter(clock);
  }

  /**
   * Takes one, or refuses.
   *
   * @throws io.privity.api.tenants.TenantException {@code too-many-attempts}
   */
  void take(Act act, String who) {
    refuseUnless(bucket(act, who), true);
  }

  /** Refuses when there is none left, and takes none. */
  void require(Act act, String who) {
    refuseUnless(bucket(act, who), false);
  }

  /** Takes one where there is one: the act has happened. */
  void count(Act act, String who) {
    bucket(act, who).tryConsume(1);
  }

  private void refuseUnless(Bucket bucket, boolean taking) {
    boolean may = taking ? bucket.tryConsume(1) : bucket.getAvailableTokens() > 0;
    if (!may) {
      long nanos = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
      throw Refusals.tooManyAttempts(TimeUnit.NANOSECONDS.toSeconds(nanos) + 1);
    }
  }

  private Bucket bucket(Act act, String who) {
    return buckets.get(new Key(act, who), this::full);
  }

  private Bucket full(Key key) {
    Limit limit = limits.get(key.act());
    return Bucket.builder()
        .addLimit(
            bandwidth ->
                bandwidth.capacity(limit.tokens()).refillGreedy(limit.tokens(), limit.period()))
        .withCustomTimePrecision(meter)
        .build();
  }

  private record ClockMeter(Clock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
