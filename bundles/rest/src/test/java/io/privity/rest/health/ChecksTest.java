// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.health;

import static org.junit.Assert.assertEquals;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.junit.After;
import org.junit.Test;

public class ChecksTest {
  private static final int AT_ONCE = 8;

  private final Checks checks = new Checks();

  @After
  public void close() {
    checks.close();
  }

  @Test
  public void moreChecksThanRunAtOnceAreAllAsked() {
    CountDownLatch busy = new CountDownLatch(AT_ONCE);
    for (int i = 0; i < 3 * AT_ONCE; i++) {
      HealthCheck check =
          () -> {
            busy.countDown();
            await(busy);
            return new Result(Result.Status.OK, "well");
          };
      checks.bindCheck(check, Map.of(HealthCheck.NAME, "check-" + i));
    }
    assertEquals(
        3 * AT_ONCE, checks.run().stream().filter(check -> check.status().equals("ok")).count());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
