// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.After;
import org.junit.Test;

/**
 * Killed at any instant: every acknowledged write is there after the restart with its audit entry,
 * and no half one.
 */
public class KillIT {
  private static final int KILLS = 4;
  private static final int WRITERS = 4;

  private final Distribution server = new Distribution("kill");

  @After
  public void close() {
    server.close();
  }

  @Test
  public void whatWasAcknowledgedIsThere() throws Exception {
    server.start();
    Tenant tenant = Tenant.signUp(server.api(), "kill@example.com");
    Api api = tenant.token("member");
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    for (int round = 0; round < KILLS; round++) {
      writeAndKill(api, acknowledged, 20 + RandomGenerator.getDefault().nextInt(200));
      Instant restart = Instant.now();
      server.start();
      Duration took = Duration.between(restart, Instant.now());
      assertTrue("restart took " + took, took.compareTo(Duration.ofSeconds(30)) < 0);

      Set<String> kept = new HashSet<>();
      for (JsonNode contact : api.get("/exports/contacts?format=json").expect(200).json()) {
        kept.add(contact.path("id").asText());
        assertEquals("Durable", contact.at("/name/family").asText());
      }
      Set<String> lost = new HashSet<>(acknowledged);
      lost.removeAll(kept);
      assertEquals(Set.of(), lost);
      assertEquals(kept, created(tenant.api()));
    }
    Processes.Result verified = server.console("privity:audit-verify");
    assertEquals(verified.output(), 0, verified.exit());
  }

  /** Writes on several connections, and kills the server once so many writes are acknowledged. */
  private void writeAndKill(Api api, Set<String> acknowledged, int writes)
      throws InterruptedException {
    CountDownLatch enough = new CountDownLatch(writes);
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    for (int i = 0; i < WRITERS; i++) {
      writers.execute(
          () -> {
            try {
              while (true) {
                Api.Answer answer =
                    api.sendOrThrow(
                        "POST",
                        "/contacts",
                        "application/json",
                        Api.JSON.writeValueAsBytes(
                            Map.of("name", Map.of("given", "So", "family", "Durable"))));
                acknowledged.add(answer.expect(201).json().path("id").asText());
                enough.countDown();
              }
            } catch (IOException e) {
              // The server is gone: this writer's work is done.
            }
          });
    }
    assertTrue(enough.await(60, TimeUnit.SECONDS));
    server.kill();
    writers.shutdown();
    assertTrue(writers.awaitTermination(60, TimeUnit.SECONDS));
  }

  /** The contacts whose creation is on the log. */
  private static Set<String> created(Api owner) {
    Set<String> records = new HashSet<>();
    String cursor = "";
    do {
      JsonNode page =
          owner
              .get("/audit/entries?operation=contacts.create&limit=500" + cursor)
              .expect(200)
              .json();
      page.path("items").forEach(e -> e.path("records").forEach(r -> records.add(r.asText())));
      cursor = page.hasNonNull("next") ? "&cursor=" + page.path("next").asText() : null;
    } while (cursor != null);
    return records;
  }
}
