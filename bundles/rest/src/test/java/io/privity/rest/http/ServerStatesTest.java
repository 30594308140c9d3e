// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.privity.api.gate.Finding;
import java.net.http.HttpResponse;
import java.util.Map;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.junit.Rule;
import org.junit.Test;

public final class ServerStatesTest {
  private static final String HEALTH = "/api/v1/health";

  @Rule
  public final TestDoor door =
      new TestDoor(
          Map.of("failure_rate", 1, "failure_burst", 3, "tenant_rate", 1, "tenant_burst", 5));

  private void assertState(String status, int health, String code) throws Exception {
    HttpResponse<String> answer = door.send(door.to(HEALTH));
    assertEquals(answer.body(), health, answer.statusCode());
    assertTrue(
        answer.body(), answer.body().startsWith("{\"status\":\"" + status + "\",\"checks\":["));
    HttpResponse<String> other = door.send(door.to("/api/v1/things"));
    assertTrue(other.body(), other.body().contains('"' + code + '"'));
    assertEquals(code.equals("not-found") ? 404 : 503, other.statusCode());
    assertEquals(200, door.send(door.to("/api/openapi.json")).statusCode());
  }

  @Test
  public void fromTheFirstMomentToTheLast() throws Exception {
    assertState("starting", 503, "starting");
    var sealed = TestDoor.seal(true);
    door.services.bindSealState(sealed);
    assertState("sealed", 503, "sealed");
    door.services.unbindSealState(sealed);
    var open = TestDoor.seal(false);
    door.services.bindSealState(open);
    door.services.bindAuthenticator(door.authenticator());
    assertState("starting", 503, "starting");
    HealthCheck audit = () -> new Result(Result.Status.CRITICAL, "store-rolled-back: <x>");
    door.checks.bindCheck(audit, Map.of(HealthCheck.NAME, "audit"));
    assertState("quarantined", 503, "quarantined");
    String body = door.send(door.to(HEALTH)).body();
    assertTrue(
        body,
        body.contains(
            "{\"name\":\"audit\",\"status\":\"critical\",\"message\":\"store-rolled-back: ?x?\"}"));
    var log = door.auditLog();
    door.services.bindAuditLog(log);
    assertState("quarantined", 503, "quarantined");
    var gate = door.gate();
    door.services.bindGate(gate);
    assertState("degraded", 200, "not-found");
    door.checks.unbindCheck(audit);
    door.checks.bindCheck(
        () -> new Result(Result.Status.OK, "fine"), Map.of(HealthCheck.NAME, "disk"));
    door.checks.bindCheck(
        () -> new Result(Result.Status.WARN, "advice"), Map.of(HealthCheck.NAME, "advice"));
    assertState("up", 200, "not-found");
    door.services.unbindAuditLog(log);
    assertState("starting", 503, "starting");
    door.services.bindAuditLog(log);
    assertState("up", 200, "not-found");
    door.services.unbindGate(gate);
    assertState("starting", 503, "starting");
  }

  @Test
  public void aPartThatIsStillComingBelongsToTheStart() throws Exception {
    door.up();
    HealthCheck coming = () -> new Result(Result.Status.TEMPORARILY_UNAVAILABLE, "being run");
    Map<String, Object> migrations = Map.of(HealthCheck.NAME, "migrations");
    door.checks.bindCheck(coming, migrations);
    assertState("starting", 503, "not-found");
    door.checks.unbindCheck(coming);
    assertState("up", 200, "not-found");
    door.checks.bindCheck(coming, migrations);
    assertState("degraded", 200, "not-found");
  }

  @Test
  public void aCheckThatThrowsTellsNothing() throws Exception {
    door.up();
    door.checks.bindCheck(
        () -> {
          throw new IllegalStateException("personal");
        },
        Map.of(HealthCheck.NAME, "bad"));
    door.checks.bindCheck(
        () -> new Result(Result.Status.WARN, "personal", new IllegalStateException("personal")),
        Map.of(HealthCheck.NAME, "worse"));
    HttpResponse<String> answer = door.send(door.to(HEALTH));
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body(), answer.body().startsWith("{\"status\":\"degraded\""));
    assertFalse(answer.body(), answer.body().contains("personal"));
  }

  @Test
  public void whatWasThereBeforeIsAwayAndNotMissing() throws Exception {
    door.up();
    assertEquals(404, door.get("/api/v1/things").statusCode());
    Things things = new Things();
    door.publisher.publish(things, "/things");
    assertEquals(200, door.get("/api/v1/things").statusCode());
    door.publisher.withdraw(things);
    HttpResponse<String> away = door.get("/api/v1/things/1");
    assertEquals(503, away.statusCode());
    assertTrue(away.body(), away.body().contains("\"unavailable\""));
  }

  @Test
  public void aBundleWhoseDataNobodyDescribesIsNotServedUntilSomebodyDoes() throws Exception {
    door.up();
    door.publisher.publish("com.example.loyalty", new Things(), "/loyalty");
    door.publisher.publish("com.example.other", new Things(), "/other");
    Finding column =
        Finding.ofColumn(
            "com.example.loyalty", Finding.Code.NOT_CLASSIFIED, "loyalty_event", "note");
    door.closed.put(column.bundle(), column);
    HttpResponse<String> closed = door.get("/api/v1/loyalty");
    assertEquals(503, closed.statusCode());
    assertTrue(closed.body(), closed.body().contains("\"code\":\"not-classified\""));
    assertTrue(closed.body(), closed.body().contains("\"column\":\"loyalty_event.note\""));
    assertEquals(200, door.get("/api/v1/other").statusCode());
    Finding table = Finding.ofTable("com.example.loyalty", Finding.Code.NO_HOLDER, "loyalty_event");
    door.closed.put(table.bundle(), table);
    closed = door.get("/api/v1/loyalty");
    assertTrue(closed.body(), closed.body().contains("\"code\":\"no-holder\""));
    assertTrue(closed.body(), closed.body().contains("\"table\":\"loyalty_event\""));
    door.closed.clear();
    assertEquals(200, door.get("/api/v1/loyalty").statusCode());
  }

  @Test
  public void refusedTokensAndBusyTenantsAreSlowedDown() throws Exception {
    door.up();
    door.publisher.publish(new Things(), "/things");
    for (int i = 0; i < 5; i++) {
      assertEquals(200, door.get("/api/v1/things").statusCode());
    }
    HttpResponse<String> busy = door.get("/api/v1/things");
    assertEquals(429, busy.statusCode());
    assertEquals("1", busy.headers().firstValue("retry-after").orElseThrow());
    for (int i = 0; i < 3; i++) {
      assertEquals(
          401,
          door.send(door.to("/api/v1/things").header("Authorization", "Bearer x")).statusCode());
    }
    assertEquals(
        429, door.send(door.to("/api/v1/things").header("Authorization", "Bearer x")).statusCode());
  }
}
