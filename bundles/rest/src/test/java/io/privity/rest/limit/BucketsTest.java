// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.limit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;

public final class BucketsTest {
  private final AtomicLong now = new AtomicLong(-5);

  @Test
  public void aBurstThenTheRate() {
    Buckets buckets = new Buckets(2, 3, now::get);
    for (int i = 0; i < 3; i++) {
      assertEquals(0, buckets.take("a"));
    }
    assertEquals(1, buckets.take("a"));
    assertEquals(1, buckets.lacking("a"));
    assertEquals("another key has its own", 0, buckets.take("b"));
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
    assertEquals(0, buckets.lacking("a"));
    assertEquals(0, buckets.take("a"));
    assertTrue(buckets.take("a") > 0);
    now.addAndGet(TimeUnit.SECONDS.toNanos(60));
    for (int i = 0; i < 3; i++) {
      assertEquals("never more than the burst", 0, buckets.take("a"));
    }
    assertTrue(buckets.take("a") > 0);
  }

  @Test
  public void noRateIsNoLimit() {
    Buckets buckets = new Buckets(0, 0, now::get);
    for (int i = 0; i < 100; i++) {
      assertEquals(0, buckets.take("a"));
    }
    assertEquals(0, buckets.lacking("a"));
  }
}
