// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.privity.loyalty.privacy.OtherHolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * A request whose work fails stays open and says why, what was done stays done, and it is tried
 * again by itself until it succeeds.
 */
public class RetryIT {
  private static final String PLUGIN = LoyaltyPlugin.NAME;

  private static Distribution server;

  @BeforeClass
  public static void start() {
    server = new Distribution("retry").start();
    LoyaltyPlugin.install(server);
  }

  @AfterClass
  public static void stop() {
    server.close();
  }

  @Test
  public void aHolderThatFailsIsNamedAndDoesItsWorkOnceItIsMended() {
    Api api = tenant("mended").api();
    String ada = customer(api, "Ada");
    String bob = customer(api, "Bob");
    Request access = Request.verified(api, "access", ada);
    Request erasure = Request.verified(api, "erasure", bob);

    updateToFailing("export");
    for (Request request : List.of(access, erasure)) {
      Api.Answer preview = await().until(request::preview, answer -> answer.status() == 503);
      assertEquals("holder-failed", preview.json().path("code").asText());
      assertWaits(request.fulfil(), "holder-failed", PLUGIN);
      request.receipt().expect(404);
      api.get(request.path() + "/package").expect(404);
    }
    api.get("/contacts/" + bob).expect(200);
    assertEquals("an engine", reason(api, bob));

    updateToFailing("erase");
    assertTrue(access.awaitFulfilled().packaged().contains("an engine"));
    await().until(() -> api.get("/contacts/" + bob).status() == 404);
    await().until(erasure::waiting, waiting -> waiting.path("code").isMissingNode());
    assertEquals(PLUGIN, erasure.waiting().at("/on/0").asText());
    erasure.receipt().expect(404);

    LoyaltyPlugin.update(server, LoyaltyPlugin.jar());
    erasure.awaitFulfilled().receipt().expect(200);
    assertEquals("an engine", reason(api, ada));
  }

  @Test
  public void whatFailedIsTriedAgainAfterEverLongerPauses() throws IOException {
    Tenant tenant = tenant("failing");
    Api api = tenant.api();
    String carl = customer(api, "Carl");
    Request unwritten = Request.verified(api, "erasure", carl);
    Api other = tenant("other").api();
    Request failing = Request.verified(other, "erasure", customer(other, "Dora"));
    updateToFailing("erase");
    await().until(() -> failing.preview().json().path("waitingFor").isEmpty());

    Instant first = Instant.now();
    JsonNode waiting = assertWaits(failing.fulfil(), null, PLUGIN);
    assertEquals(1, waiting.path("attempts").asInt());
    assertPause(30, first, waiting);

    Path ledger = server.data().resolve("vault/tenants/" + tenant.id() + "/erasures");
    Files.createDirectory(ledger);
    assertWaits(unwritten.fulfil(), "vault-unavailable");
    unwritten.receipt().expect(404);
    api.get("/contacts/" + carl).expect(200);
    assertEquals("an engine", reason(api, carl));
    Files.delete(ledger);

    JsonNode second = await().until(failing::waiting, now -> now.path("attempts").asInt() == 2);
    assertPause(60, first.plusSeconds(30), second);
    await().until(() -> api.get("/contacts/" + carl).status() == 404);
    assertEquals(
        PLUGIN, await().until(unwritten::waiting, JsonNode::isObject).at("/on/0").asText());

    LoyaltyPlugin.update(server, LoyaltyPlugin.jar());
    unwritten.awaitFulfilled().receipt().expect(200);
    failing.awaitFulfilled().receipt().expect(200);
  }

  private static Tenant tenant(String name) {
    return Tenant.signUp(server.api(), name + "@example.com");
  }

  private static String customer(Api api, String name) {
    String contact =
        api.post("/contacts", Map.of("name", Map.of("given", name)))
            .expect(201)
            .json()
            .path("id")
            .asText();
    await().until(() -> LoyaltyPlugin.book(api, contact, "an engine", null).status() == 201);
    return contact;
  }

  private static String reason(Api api, String contact) {
    return await()
        .until(() -> api.get("/contacts/" + contact + "/loyalty"), answer -> answer.status() == 200)
        .json()
        .at("/items/0/reason")
        .asText();
  }

  /** Puts a version of the plugin in its place whose holder fails in that. */
  private static void updateToFailing(String method) {
    LoyaltyPlugin.update(server, new LoyaltyVersion().holding(OtherHolder.FAILS, method).jar());
  }

  private static JsonNode assertWaits(Api.Answer answer, String code, String... bundles) {
    JsonNode request = answer.expect(202).json();
    assertEquals("waiting", request.path("state").asText());
    JsonNode waiting = request.path("waiting");
    assertEquals(code, waiting.path("code").asText(null));
    assertEquals(Api.JSON.valueToTree(bundles), waiting.path("on"));
    return waiting;
  }

  private static void assertPause(long seconds, Instant since, JsonNode waiting) {
    Instant next = Instant.parse(waiting.path("nextAttemptAt").asText());
    assertFalse(next.toString(), next.isBefore(since.plusSeconds(seconds)));
    assertTrue(next.toString(), next.isBefore(since.plusSeconds(seconds + 20)));
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
  }
}
