// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** Features come and go in the console while requests run; nobody else notices. */
public class HotDeployIT {
  private static Distribution server;

  @BeforeClass
  public static void start() {
    server = new Distribution("hot-deploy").start();
  }

  @AfterClass
  public static void stop() {
    server.close();
  }

  @Test
  public void contactsGoAndComeBackWithoutALostRequestElsewhere() {
    Tenant tenant = Tenant.signUp(server.api(), "hot@example.com");
    String id = tenant.contact("Still", "There", "still@example.org");

    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger answered = new AtomicInteger();
    ConcurrentLinkedQueue<String> lost = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<Void>> askers =
        List.of("/tenant", "/users", "/health").stream()
            .map(
                path ->
                    CompletableFuture.runAsync(
                        () -> {
                          while (!done.get()) {
                            Api.Answer answer = tenant.api().get(path);
                            answered.incrementAndGet();
                            if (answer.status() != 200) {
                              lost.add(path + " " + answer.status() + " " + answer.text());
                            }
                          }
                        }))
            .toList();
    try {
      console("feature:uninstall privity-contacts");
      tenant.api().get("/contacts/" + id).expect(503);
      console("feature:install privity-contacts");
      server.awaitHealth("up", "degraded");
      org.awaitility.Awaitility.await()
          .until(() -> tenant.api().get("/contacts/" + id).status() == 200);
    } finally {
      done.set(true);
    }
    askers.forEach(CompletableFuture::join);
    assertTrue(answered.get() > 50);
    assertEquals(List.of(), List.copyOf(lost));
  }

  @Test
  public void theConsoleAnswersScripts() {
    assertEquals(0, server.console("privity:health").exit());
    assertTrue(server.console("privity:tenant-list").output().contains("tenant"));
    assertTrue(server.console("privity:tenant-show nobody").exit() != 0);
    assertTrue(server.console("privity:keyring-status").output().contains("open"));
    assertEquals(0, server.console("privity:audit-checkpoint").exit());
    assertEquals(0, server.console("privity:import-status").exit());
  }

  private static Processes.Result console(String command) {
    Processes.Result result = server.console(command);
    assertEquals(result.output(), 0, result.exit());
    return result;
  }
}
