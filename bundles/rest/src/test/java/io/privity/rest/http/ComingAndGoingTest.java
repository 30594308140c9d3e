// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.privity.api.caller.Role;
import io.privity.api.rest.Allow;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import org.junit.Rule;
import org.junit.Test;

public final class ComingAndGoingTest {
  private static final Map<String, Object> NO_LIMIT = Map.of("tenant_rate", 0);

  @Rule public final TestDoor door = new TestDoor(NO_LIMIT);

  /** A resource whose requests can be held inside. */
  @Path("/")
  @Produces("application/json")
  @Allow(Role.MEMBER)
  public static final class Slow {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);

    @GET
    public Map<String, String> read() throws InterruptedException {
      entered.countDown();
      release.await(10, TimeUnit.SECONDS);
      return Map.of("a", "b");
    }
  }

  @Test
  public void noRequestToAnotherResourceIsLost() throws Exception {
    door.up();
    door.publisher.publish(new Things(), "/steady");
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger good = new AtomicInteger();
    Set<Integer> others = new TreeSet<>();
    ExecutorService clients = Executors.newFixedThreadPool(3);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      running.add(
          clients.submit(
              () -> {
                while (!stop.get()) {
                  assertEquals(200, door.get("/api/v1/steady/a").statusCode());
                  good.incrementAndGet();
                }
                return null;
              }));
    }
    running.add(
        clients.submit(
            () -> {
              while (!stop.get()) {
                others.add(door.get("/api/v1/passing/a").statusCode());
              }
              return null;
            }));
    for (int i = 0; i < 25 || good.get() < 50; i++) {
      Things passing = new Things();
      door.publisher.publish(passing, "/passing");
      door.publisher.withdraw(passing);
    }
    stop.set(true);
    for (Future<?> client : running) {
      client.get(10, TimeUnit.SECONDS);
    }
    clients.shutdown();
    others.removeAll(Set.of(200, 404, 503));
    assertTrue(others.toString(), others.isEmpty());
  }

  @Test
  public void aLeavingResourceFinishesWhatItBegan() throws Exception {
    door.up();
    Slow slow = new Slow();
    door.publisher.publish(slow, "/slow");
    CompletableFuture<HttpResponse<String>> inside =
        door.client.sendAsync(
            door.as(Role.MEMBER, "/api/v1/slow").build(), HttpResponse.BodyHandlers.ofString());
    assertTrue(slow.entered.await(10, TimeUnit.SECONDS));
    CompletableFuture<Void> leaving =
        CompletableFuture.runAsync(() -> door.publisher.withdraw(slow));
    while (door.publisher.publications().size() > 1) {
      Thread.onSpinWait();
    }
    assertEquals(503, door.get("/api/v1/slow").statusCode());
    slow.release.countDown();
    assertEquals(200, inside.get(10, TimeUnit.SECONDS).statusCode());
    leaving.get(10, TimeUnit.SECONDS);
  }
}
