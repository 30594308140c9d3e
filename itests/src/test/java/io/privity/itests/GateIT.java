// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.privity.loyalty.privacy.OtherHolder;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * A plugin in the running server answers for its personal data: with a column that it does not
 * declare rightly it is not served, and while it is away no subject's request is complete.
 */
public class GateIT {
  private static final String PLUGIN = LoyaltyPlugin.NAME;
  private static final String NOTE =
      "<addColumn tableName=\"loyalty_event\"><column name=\"note\" type=\"varbinary(2000)\"/></addColumn>";
  private static final String NO_NOTE =
      "<dropColumn tableName=\"loyalty_event\" columnName=\"note\"/>";

  private static Distribution server;
  private final Tenant tenant =
      Tenant.signUp(server.api(), "gate-" + UUID.randomUUID() + "@example.com");
  private final Api api = tenant.api();
  private String ada;

  @BeforeClass
  public static void start() {
    server = new Distribution("gate").start();
    LoyaltyPlugin.install(server);
  }

  @AfterClass
  public static void stop() {
    server.close();
  }

  @Before
  public void served() {
    ada = tenant.contact("Ada", "Lovelace", "ada@example.org");
    await().until(() -> points(ada).status() == 200);
    LoyaltyPlugin.book(api, ada, "an engine", null).expect(201);
  }

  @Test
  public void itIsServedWhileEveryColumnIsClassified() {
    LoyaltyPlugin.update(server, new LoyaltyVersion().changing("2", NOTE).jar());
    assertRefused("not-classified", "loyalty_event.note is not classified");

    LoyaltyPlugin.update(
        server,
        new LoyaltyVersion().changing("2", NOTE).holding(OtherHolder.DECLARES, "note").jar());
    assertServed();

    LoyaltyVersion dropped = new LoyaltyVersion().changing("2", NOTE).changing("3", NO_NOTE);
    LoyaltyPlugin.update(server, dropped.holding(OtherHolder.DECLARES, "note").jar());
    assertRefused("no-such-column", "loyalty_event.note is classified, and does not exist");

    LoyaltyPlugin.update(
        server, new LoyaltyVersion().changing("2", NOTE).changing("3", NO_NOTE).jar());
    assertServed();
    assertEquals(0, server.console("privity:gate").exit());
  }

  private void assertRefused(String code, String sentence) {
    Api.Answer refused =
        await().until(() -> points(ada), answer -> answer.text().contains("loyalty_event"));
    JsonNode problem = refused.expect(503).json();
    assertEquals(code, problem.path("code").asText());
    assertEquals(PLUGIN, problem.path("bundle").asText());
    assertEquals("loyalty_event.note", problem.path("column").asText());
    assertEquals(503, LoyaltyPlugin.book(api, ada, "a bell", null).status());
    assertEquals("Ada Lovelace", contact().at("/name/full").asText());

    await().until(() -> check("personal-data").path("message").asText().equals(sentence));
    assertEquals("critical", check("personal-data").path("status").asText());
    Processes.Result gate = server.console("privity:gate");
    assertNotEquals(0, gate.exit());
    assertTrue(gate.output(), gate.output().contains(code + ": " + sentence));
  }

  private void assertServed() {
    JsonNode account = await().until(() -> points(ada), answer -> answer.status() == 200).json();
    assertEquals("an engine", account.at("/items/0/reason").asText());
    assertEquals("Ada Lovelace", contact().at("/name/full").asText());
    await().until(() -> check("personal-data").path("status").asText().equals("ok"));
  }

  @Test
  public void requestsWaitForItAndEndWhenItReturns() {
    String bob = tenant.contact("Bob", "Cratchit", "bob@example.org");
    LoyaltyPlugin.book(api, bob, "a goose", null).expect(201);
    Request access = Request.verified(api, "access", ada);
    Request erasure = Request.verified(api, "erasure", bob);
    LoyaltyPlugin.let(server, "stop");
    access.fulfil().expect(202);
    erasure.fulfil().expect(202);
    assertWaiting(access, erasure);

    server.kill();
    server.start();
    assertWaiting(access, erasure);
    assertEquals(200, api.get("/contacts/" + bob).status());

    LoyaltyPlugin.let(server, "start");
    assertTrue(access.awaitFulfilled().packaged().contains("an engine"));
    erasure.awaitFulfilled().receipt().expect(200);
    api.get("/contacts/" + bob).expect(404);
    assertEquals(404, points(bob).status());
    await().until(() -> check("subject-requests").path("status").asText().equals("ok"));

    LoyaltyPlugin.let(server, "uninstall");
    Request last = Request.verified(api, "erasure", ada);
    assertEquals(PLUGIN, last.fulfil().expect(202).json().at("/waiting/on/0").asText());
    assertEquals(200, api.get("/contacts/" + ada).status());
    LoyaltyPlugin.install(server);
    last.awaitFulfilled().receipt().expect(200);
    api.get("/contacts/" + ada).expect(404);
  }

  private void assertWaiting(Request... requests) {
    for (Request request : requests) {
      JsonNode waiting = request.waiting();
      assertEquals(1, waiting.path("on").size());
      assertEquals(PLUGIN, waiting.at("/on/0").asText());
      assertEquals(404, api.get(request.path() + "/package").status());
      request.receipt().expect(404);
    }
    assertEquals(
        requests.length,
        api.get("/subject-requests?state=waiting").expect(200).json().path("items").size());
    String late = "0 overdue, 0 due within 7 days, " + requests.length + " waiting";
    await().until(() -> check("subject-requests").path("message").asText().equals(late));
    assertEquals("warn", check("subject-requests").path("status").asText());
  }

  private Api.Answer points(String contact) {
    return api.get("/contacts/" + contact + "/loyalty");
  }

  private JsonNode contact() {
    return api.get("/contacts/" + ada).expect(200).json();
  }

  private static JsonNode check(String name) {
    return StreamSupport.stream(
            server.api().get("/health").json().path("checks").spliterator(), false)
        .filter(check -> check.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
  }
}
