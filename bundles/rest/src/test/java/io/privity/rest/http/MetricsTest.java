// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.privity.api.caller.Role;
import io.privity.rest.health.Health;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.junit.AfterClass;
import org.junit.Rule;
import org.junit.Test;

public final class MetricsTest {
  private static final String TOKEN = "a-token-of-the-operator";
  private static final Path FILE = file(TOKEN + "\n", "rw-------");

  @Rule
  public final TestDoor door =
      new TestDoor(
          Map.of("metrics_token_file", FILE.toString(), "failure_rate", 1, "failure_burst", 3));

  private static Path file(String token, String mode) {
    try {
      Path file = Files.createTempFile("privity", "token");
      Files.writeString(file, token);
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterClass
  public static void delete() throws IOException {
    Files.delete(FILE);
  }

  private HttpResponse<String> scrape(String token) throws Exception {
    return door.send(door.to(Health.METRICS).header("Authorization", "Bearer " + token));
  }

  /** Sends requests one after the other on one connection: each is counted before the next. */
  private String scrapeAfter(String... requests) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String request : requests) {
      all.append(request).append("\r\nHost: localhost\r\nAuthorization: Bearer member\r\n\r\n");
    }
    String answers =
        door.raw(
            all
                + "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Authorization: Bearer "
                + TOKEN
                + "\r\n\r\n");
    return answers.substring(answers.lastIndexOf("HTTP/1.1 200"));
  }

  @Test
  public void requestsAreCountedByOperationAndStatus() throws Exception {
    door.up();
    door.publisher.publish(new Things(), "/things");
    String metrics =
        scrapeAfter(
            "GET /api/v1/things/a HTTP/1.1",
            "HEAD /api/v1/things/b HTTP/1.1",
            "DELETE /api/v1/things/c HTTP/1.1",
            "GET /api/v1/things/crash HTTP/1.1",
            "GET /api/v1/things?nothing=1 HTTP/1.1",
            "PUT /api/v1/things HTTP/1.1",
            "GET /no/such HTTP/1.1",
            "GET /api/openapi.json HTTP/1.1");
    assertTrue(metrics, metrics.contains("Content-Type: text/plain; version=0.0.4"));
    assertCount(metrics, "things.read", "2xx", 2);
    assertCount(metrics, "things.remove", "4xx", 1);
    assertCount(metrics, "things.crash", "5xx", 1);
    assertCount(metrics, "things.list", "4xx", 1);
    assertCount(metrics, "none", "4xx", 2);
    assertCount(metrics, "openapi", "2xx", 1);
    assertTrue(
        metrics,
        metrics.contains("_bucket{operation=\"things.read\",status=\"2xx\",le=\"+Inf\"} 2\n"));
    assertTrue(metrics, metrics.contains("\nprivity_requests_open 1.0\n"));
    assertFalse(metrics, metrics.contains(TestDoor.TENANT.toString()));
    assertFalse(metrics, metrics.contains("user-member"));
    assertFalse(metrics, metrics.contains("127.0.0.1"));
  }

  @Test
  public void anAnswerThatBreaksOffIsNoSuccess() throws Exception {
    door.up();
    door.publisher.publish(new Things(), "/things");
    assertTrue(door.raw(request("/api/v1/things/large?fail=true")).startsWith("HTTP/1.1 200"));
    assertCount(scrapeAfter(), "things.large", "none", 1);
  }

  private static String request(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer member\r\n\r\n";
  }

  private static void assertCount(String metrics, String operation, String status, int count) {
    String line =
        "privity_request_duration_seconds_count{operation=\"%s\",status=\"%s\"} %d\n"
            .formatted(operation, status, count);
    assertTrue(line + metrics, metrics.contains(line));
  }

  @Test
  public void theStateIsToldAlsoWhileNothingIsServed() throws Exception {
    String starting = scrape(TOKEN).body();
    assertTrue(starting, starting.contains("privity_health_status{status=\"starting\"} 1.0\n"));
    assertTrue(starting, starting.contains("privity_health_status{status=\"up\"} 0.0\n"));
    door.up();
    door.checks.bindCheck(
        () -> new Result(Result.Status.OK, "personal"), Map.of(HealthCheck.NAME, "disk"));
    door.checks.bindCheck(
        () -> new Result(Result.Status.WARN, "personal"), Map.of(HealthCheck.NAME, "advice"));
    door.checks.bindCheck(
        () -> new Result(Result.Status.CRITICAL, "personal"), Map.of(HealthCheck.NAME, "store"));
    String degraded = scrape(TOKEN).body();
    assertTrue(degraded, degraded.contains("privity_health_status{status=\"degraded\"} 1.0\n"));
    assertTrue(degraded, degraded.contains("privity_health_check{check=\"disk\"} 0.0\n"));
    assertTrue(degraded, degraded.contains("privity_health_check{check=\"advice\"} 1.0\n"));
    assertTrue(degraded, degraded.contains("privity_health_check{check=\"store\"} 2.0\n"));
    assertFalse(degraded, degraded.contains("personal"));
    for (String name :
        List.of("jvm_memory_used_bytes", "jvm_gc_collection_seconds", "jvm_threads_current")) {
      assertTrue(name, degraded.contains('\n' + name));
    }
  }

  @Test
  public void onlyTheOperatorsTokenOpensThem() throws Exception {
    door.up();
    door.publisher.publish(new Things(), "/things");
    assertEquals(200, scrape(TOKEN).statusCode());
    HttpResponse<String> none = door.send(door.to(Health.METRICS));
    assertEquals(401, none.statusCode());
    assertEquals(List.of("Bearer"), none.headers().allValues("www-authenticate"));
    assertEquals("a tenant's token", 401, scrape(Role.OWNER.text()).statusCode());
    assertEquals(401, scrape(TOKEN + "x").statusCode());
    assertEquals(
        "it opens nothing else",
        401,
        door.send(door.to("/api/v1/things").header("Authorization", "Bearer " + TOKEN))
            .statusCode());
    int status = 401;
    for (int i = 0; i < 100 && status == 401; i++) {
      status = scrape(TOKEN + i).statusCode();
    }
    assertEquals("guessing is slowed down", 429, status);
  }

  @Test
  public void withoutAUsableTokenThereIsNothing() throws Exception {
    for (Path file :
        List.of(
            Path.of("/no/such/file"), file(TOKEN, "rw-r-----"), file("too-short", "rw-------"))) {
      assertMissing(file.toString());
      Files.deleteIfExists(file);
    }
    assertMissing("");
  }

  private static void assertMissing(String file) throws Exception {
    TestDoor other = new TestDoor(Map.of("metrics_token_file", file));
    other.before();
    try {
      other.up();
      assertEquals(file, 404, other.get(Health.METRICS).statusCode());
      assertEquals(404, other.send(other.to(Health.METRICS)).statusCode());
    } finally {
      other.after();
    }
  }
}
