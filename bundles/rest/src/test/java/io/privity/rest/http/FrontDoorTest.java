// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.caller.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;

public final class FrontDoorTest {
  private static final String HOST = "Host: localhost\r\n";

  @ClassRule
  public static final TestDoor DOOR =
      new TestDoor(
          Map.of(
              "failure_rate",
              0,
              "header_seconds",
              1,
              "security_contact",
              "mailto:security@example.org"));

  @BeforeClass
  public static void publish() {
    DOOR.up();
    DOOR.publisher.publish(new Things(), "/things");
  }

  @Test
  public void onlyAes256Suites() throws Exception {
    try (SSLSocket socket = DOOR.socket()) {
      for (String suite : socket.getSupportedCipherSuites()) {
        boolean strong =
            suite.equals("TLS_AES_256_GCM_SHA384")
                || suite.equals("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
        // the certificate is an EC one, so the RSA suite can't be agreed on here
        assertEquals(suite, strong, agrees(suite));
      }
    }
  }

  private static boolean agrees(String suite) throws IOException {
    if (suite.contains("SCSV")) {
      return false;
    }
    try (SSLSocket socket = DOOR.socket()) {
      socket.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
      socket.setEnabledCipherSuites(new String[] {suite});
      socket.startHandshake();
      return true;
    } catch (SSLException | java.net.SocketException e) {
      return false;
    }
  }

  @Test
  public void oldProtocolsAreRefused() throws Exception {
    try (SSLSocket socket = DOOR.socket()) {
      socket.setEnabledProtocols(new String[] {"TLSv1.1"});
      assertThrows(IOException.class, socket::startHandshake);
    }
  }

  @Test
  public void plainHttpIsRefused() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", DOOR.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(("GET / HTTP/1.1\r\n" + HOST + "\r\n").getBytes());
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertFalse(answer.contains("HTTP/1.1"));
    }
  }

  @Test
  public void transferEncodingIsRefusedAndTheConnectionClosed() throws Exception {
    String answer =
        DOOR.raw(
            "POST /api/v1/things HTTP/1.1\r\n"
                + HOST
                + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                + "GET /api/v1/health HTTP/1.1\r\n"
                + HOST
                + "\r\n");
    assertProblem(answer, 411, "length-required");
    assertTrue(answer, answer.toLowerCase().contains("connection: close"));
    assertEquals("one answer", answer.indexOf("HTTP/1.1"), answer.lastIndexOf("HTTP/1.1"));
  }

  @Test
  public void whatJettyRefusesIsAProblem() throws Exception {
    String end = "Connection: close\r\n\r\n";
    assertProblem(DOOR.raw("rubbish\r\n\r\n"), 400, "bad-request");
    assertProblem(DOOR.raw("GET /api/v1/health HTTP/1.1\r\n" + end), 400, "bad-request");
    assertProblem(DOOR.raw("GET /api/v1/%zz HTTP/1.1\r\n" + HOST + end), 400, "bad-request");
    assertProblem(DOOR.raw("GET /api/v1/a%2f..%2fb HTTP/1.1\r\n" + HOST + end), 400, "bad-request");
    assertProblem(
        DOOR.raw("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n" + HOST + end), 414, "uri-too-long");
    assertProblem(
        DOOR.raw("GET / HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(20_000) + "\r\n" + end),
        431,
        "headers-too-large");
    assertProblem(DOOR.raw("GET / HTTP/1.0\r\n" + HOST + end), 505, "http-version-not-supported");
    assertProblem(DOOR.raw("TRACE / HTTP/1.1\r\n" + HOST + end), 405, "method-not-allowed");
    assertProblem(
        DOOR.raw("OPTIONS /api/v1/things HTTP/1.1\r\n" + HOST + end), 405, "method-not-allowed");
    assertProblem(
        DOOR.raw("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\nContent-Length: 2\r\n" + end),
        400,
        "bad-request");
  }

  private static void assertProblem(String answer, int status, String code) {
    assertTrue(answer, answer.startsWith("HTTP/1.1 " + status + ' '));
    assertTrue(answer, answer.contains("Content-Type: application/problem+json"));
    assertTrue(answer, answer.contains("\"code\":\"" + code + '"'));
    assertTrue(answer, answer.contains("X-Content-Type-Options: nosniff"));
    assertFalse(answer, answer.toLowerCase().contains("jetty"));
    assertFalse(answer, answer.contains("java"));
  }

  @Test
  public void answersCarryTheirLengthAndNoTraceOfTheServer() throws Exception {
    HttpResponse<String> answer = DOOR.get("/api/v1/things/a");
    assertEquals(answer.body(), 200, answer.statusCode());
    assertEquals("{\"id\":\"a\"}", answer.body());
    assertEquals(List.of("\"7\""), answer.headers().allValues("etag"));
    assertEquals(List.of("10"), answer.headers().allValues("content-length"));
    assertEquals(List.of("application/json"), answer.headers().allValues("content-type"));
    assertEquals(List.of("no-store"), answer.headers().allValues("cache-control"));
    assertEquals(1, answer.headers().allValues("date").size());
    assertTrue(answer.headers().firstValue("strict-transport-security").isPresent());
    assertTrue(answer.headers().firstValue("server").isEmpty());
    assertTrue(answer.headers().firstValue("set-cookie").isEmpty());
  }

  @Test
  public void headHasTheHeadOfGet() throws Exception {
    HttpResponse<String> answer =
        DOOR.send(DOOR.as(Role.MEMBER, "/api/v1/things/a").method("HEAD", BodyPublishers.noBody()));
    assertEquals(200, answer.statusCode());
    assertEquals("", answer.body());
    assertEquals(List.of("\"7\""), answer.headers().allValues("etag"));
  }

  @Test
  public void withoutAValidTokenAlwaysTheSame401() throws Exception {
    HttpResponse<String> none = DOOR.send(DOOR.to("/api/v1/things"));
    assertEquals(401, none.statusCode());
    assertEquals(List.of("Bearer"), none.headers().allValues("www-authenticate"));
    for (String credential :
        List.of("Bearer unknown", "Bearer ", "Basic YTpi", "x", "Bearer a b", "Bearer é")) {
      HttpResponse<String> refused =
          DOOR.send(DOOR.to("/api/v1/things").header("Authorization", credential));
      assertEquals(credential, 401, refused.statusCode());
      assertEquals(credential, none.body(), refused.body());
      assertEquals(
          none.headers().allValues("www-authenticate"),
          refused.headers().allValues("www-authenticate"));
    }
    HttpResponse<String> large =
        DOOR.send(
            DOOR.to("/api/v1/things")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[300_000])));
    assertEquals(401, large.statusCode());
    assertEquals(none.body(), large.body());
  }

  @Test
  public void aRoleThatIsTooLowLeavesATrace() throws Exception {
    DOOR.refusals.clear();
    HttpResponse<String> refused = DOOR.send(DOOR.as(Role.READER, "/api/v1/things"));
    assertEquals(403, refused.statusCode());
    assertTrue(refused.body(), refused.body().contains("role-too-low"));
    assertEquals(1, DOOR.refusals.size());
    assertEquals("rest.things.list", DOOR.refusals.get(0).operation());
    assertEquals(403, DOOR.send(DOOR.as(Role.MEMBER, "/api/v1/things/a").DELETE()).statusCode());
    assertEquals(204, DOOR.send(DOOR.as(Role.OWNER, "/api/v1/things/a").DELETE()).statusCode());
  }

  @Test
  public void openOperationsTakeAnyoneAndKnowTheAddress() throws Exception {
    assertEquals("{\"address\":\"127.0.0.1\"}", DOOR.send(DOOR.to("/api/v1/things/open")).body());
    HttpResponse<String> withRubbish =
        DOOR.send(DOOR.to("/api/v1/things/open").header("Authorization", "Bearer no"));
    assertEquals(200, withRubbish.statusCode());
  }

  @Test
  public void queryAndHeadersDoNotSteerTheRuntime() throws Exception {
    HttpResponse<String> answer =
        DOOR.send(
            DOOR.as(Role.OWNER, "/api/v1/things/a")
                .header("X-HTTP-Method-Override", "DELETE")
                .header("OnewayRequest", "true"));
    assertEquals(200, answer.statusCode());
    assertEquals("{\"id\":\"a\"}", answer.body());
    for (String name : List.of("_method=DELETE", "_type=xml", "_wadl", "wsdl", "_ctype=json")) {
      HttpResponse<String> refused = DOOR.send(DOOR.as(Role.OWNER, "/api/v1/things/a?" + name));
      assertEquals(name, 400, refused.statusCode());
      assertTrue(refused.body(), refused.body().contains("unknown-parameter"));
    }
  }

  @Test
  public void bodiesAreBounded() throws Exception {
    assertEquals(413, DOOR.post("/api/v1/things", " ".repeat((1 << 20) + 1)).statusCode());
    HttpResponse<String> bulk =
        DOOR.send(
            DOOR.as(Role.MEMBER, "/api/v1/things/bulk")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(new byte[5 << 20])));
    assertEquals(bulk.body(), 200, bulk.statusCode());
    assertEquals("{\"bytes\":" + (5 << 20) + '}', bulk.body());
    assertTrue(
        DOOR.raw(
                "POST /api/v1/things/bulk HTTP/1.1\r\n"
                    + HOST
                    + "Authorization: Bearer member\r\nContent-Type: application/x-ndjson\r\n"
                    + "Content-Length: 100000000\r\n\r\n")
            .contains("too-large"));
  }

  @Test
  public void unknownPathsAndMediaTypes() throws Exception {
    assertEquals(404, DOOR.get("/").statusCode());
    assertEquals(404, DOOR.get("/api/v1/nothing").statusCode());
    assertEquals(404, DOOR.get("/api/v1/things/a/b").statusCode());
    assertEquals(404, DOOR.get("/api/v1/things;x=y/a").statusCode());
    assertEquals(405, DOOR.send(DOOR.as(Role.MEMBER, "/api/v1/things").DELETE()).statusCode());
    HttpResponse<String> xml =
        DOOR.send(
            DOOR.as(Role.MEMBER, "/api/v1/things")
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString("<a/>")));
    assertEquals(415, xml.statusCode());
    assertTrue(xml.body(), xml.body().contains("unsupported-media-type"));
    HttpResponse<String> utf16 =
        DOOR.send(
            DOOR.as(Role.MEMBER, "/api/v1/things")
                .header("Content-Type", "application/json; charset=utf-16")
                .POST(BodyPublishers.ofString("{}", StandardCharsets.UTF_16)));
    assertEquals(415, utf16.statusCode());
    assertEquals(
        406,
        DOOR.send(DOOR.as(Role.MEMBER, "/api/v1/things").header("Accept", "text/html"))
            .statusCode());
  }

  @Test
  public void theQueryHoldsWhatTheOperationDeclares() throws Exception {
    for (String query : List.of("", "?", "?&", "?limit=1", "?limit=1&", "?limit", "?%6cimit=1")) {
      HttpResponse<String> taken = DOOR.get("/api/v1/things" + query);
      assertEquals(query + taken.body(), 200, taken.statusCode());
    }
    assertEquals(200, DOOR.get("/api/v1/things/tagged?tag=a&tag=b").statusCode());
    assertQuery("/api/v1/things?limits=1", "unknown-parameter", "limits");
    assertQuery("/api/v1/things?Limit=1", "unknown-parameter", "Limit");
    assertQuery("/api/v1/things?limit=1&=2", "unknown-parameter", "");
    assertQuery("/api/v1/things?limit=1&a%20%C3%A4=2", "unknown-parameter", "a ä");
    assertQuery("/api/v1/things?limit=1&limit=1", "invalid-parameter", "limit");
    assertQuery("/api/v1/things/open?x", "unknown-parameter", "x");
    assertQuery("/api/v1/health?x=1", "unknown-parameter", "x");
    assertEquals(
        "who may not ask hears nothing of it",
        403,
        DOOR.send(DOOR.as(Role.READER, "/api/v1/things?x=1")).statusCode());
    HttpResponse<String> post = DOOR.post("/api/v1/things?x=1", "{\"name\":\"a\",\"size\":1}");
    assertEquals(400, post.statusCode());
  }

  private static void assertQuery(String path, String code, String parameter) throws Exception {
    HttpResponse<String> refused = DOOR.get(path);
    assertEquals(400, refused.statusCode());
    assertTrue(refused.body(), refused.body().contains("\"code\":\"" + code + '"'));
    assertTrue(refused.body(), refused.body().contains("\"parameter\":\"" + parameter + '"'));
  }

  @Test
  public void aMethodThatIsNotAllowedHearsWhichAre() throws Exception {
    assertAllow("DELETE", "/api/v1/things", "GET, HEAD, POST");
    assertAllow("PUT", "/api/v1/things/a", "DELETE, GET, HEAD, PATCH");
    assertAllow("GET", "/api/v1/things/secret", null);
    assertAllow("DELETE", "/api/v1/health", "GET, HEAD");
    assertAllow("POST", "/api/openapi.json", "GET, HEAD");
    assertAllow("OPTIONS", "/api/openapi.json", "GET, HEAD");
    assertAllow("OPTIONS", "/api/v1/things", "GET, HEAD, POST");
    assertAllow("TRACE", "/api/v1/things/bulk", "DELETE, GET, HEAD, PATCH, POST");
    assertAllow("OPTIONS", "/nothing", "");
    assertAllow("OPTIONS", "*", "");
    assertAllow("CONNECT", "localhost:1", "");
  }

  /**
   * @param allow null when the method is allowed
   */
  private static void assertAllow(String method, String target, String allow) throws IOException {
    String answer;
    try (SSLSocket socket = DOOR.socket()) {
      String request = method + ' ' + target + " HTTP/1.1\r\n" + HOST;
      answer =
          new String(
              exchange(socket, (request + "Authorization: Bearer owner\r\n\r\n").getBytes()));
    }
    if (allow == null) {
      assertTrue(answer, answer.startsWith("HTTP/1.1 200"));
      assertFalse(answer, answer.contains("Allow:"));
      return;
    }
    assertProblem(answer, 405, "method-not-allowed");
    assertTrue(answer, answer.contains("\r\nAllow: " + allow + "\r\n"));
  }

  @Test
  public void brokenEscapesInTheQueryAreRefused() throws Exception {
    for (String query : new String[] {"%", "%z1", "%1", "limit=1&%4", "limit=%C3%"}) {
      String answer =
          DOOR.raw(
              "GET /api/v1/things?"
                  + query
                  + " HTTP/1.1\r\n"
                  + HOST
                  + "Authorization: Bearer member\r\nConnection: close\r\n\r\n");
      assertProblem(answer, 400, "bad-request");
    }
    assertEquals(200, DOOR.get("/api/v1/things?limit=%41%c3%BC").statusCode());
  }

  @Test
  public void anEncodedBodyIsRefused() throws Exception {
    HttpResponse<String> answer =
        DOOR.send(
            DOOR.as(Role.MEMBER, "/api/v1/things")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString("{\"name\":\"a\",\"size\":1}")));
    assertEquals(415, answer.statusCode());
  }

  @Test
  public void anUnforeseenFailureTellsNothing() throws Exception {
    HttpResponse<String> answer = DOOR.get("/api/v1/things/crash");
    assertEquals(500, answer.statusCode());
    assertTrue(answer.body(), answer.body().matches(".*\"id\":\"[0-9a-f]{16}\".*"));
    assertFalse(answer.body(), answer.body().contains("jane"));
  }

  @Test
  public void largeAnswersAreStreamedAndCutWhenTheyFail() throws Exception {
    HttpResponse<String> answer = DOOR.get("/api/v1/things/large");
    assertEquals(200, answer.statusCode());
    assertEquals(1_600_000, answer.body().length());
    assertEquals(List.of("text/csv"), answer.headers().allValues("content-type"));
    assertThrows(IOException.class, () -> DOOR.get("/api/v1/things/large?fail=true"));
  }

  @Test
  public void bytesLeaveAsTheyAre() throws Exception {
    HttpResponse<String> answer = DOOR.get("/api/v1/things/lines");
    assertEquals(400_000, answer.body().length());
    assertEquals(List.of("application/x-ndjson"), answer.headers().allValues("content-type"));
  }

  @Test
  public void noBodyIsMoreThanAProblem() throws Exception {
    byte[] good = "{\"name\":\"a\",\"size\":1,\"tags\":[\"x\"]}".getBytes();
    java.util.Random random = new java.util.Random(7);
    for (int i = 0; i < 300; i++) {
      byte[] bad = good.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      HttpResponse<String> answer =
          DOOR.send(
              DOOR.as(Role.MEMBER, "/api/v1/things")
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofByteArray(bad)));
      assertTrue(answer.body(), answer.statusCode() == 201 || answer.statusCode() == 400);
    }
  }

  @Test
  public void aBodyThatDoesNotComeIsCutOff() throws Exception {
    for (String path : List.of("/api/v1/things", "/api/v1/things/bulk")) {
      try (SSLSocket socket = DOOR.socket()) {
        socket
            .getOutputStream()
            .write(
                ("POST "
                        + path
                        + " HTTP/1.1\r\n"
                        + HOST
                        + "Authorization: Bearer member\r\nContent-Type: application/x-ndjson\r\n"
                        + "Content-Length: 100\r\n\r\n{")
                    .getBytes());
        socket.getOutputStream().flush();
        assertEquals(-1, socket.getInputStream().read());
      }
    }
  }

  @Test
  public void aClientMayWaitForAWordBeforeItsBody() throws Exception {
    HttpResponse<String> made =
        DOOR.send(
            DOOR.as(Role.MEMBER, "/api/v1/things")
                .header("Content-Type", "application/json")
                .expectContinue(true)
                .POST(BodyPublishers.ofString("{\"name\":\"a\",\"size\":1}")));
    assertEquals(201, made.statusCode());
  }

  @Test
  public void aRefusedBulkIsReadToItsEnd() throws Exception {
    HttpResponse<String> refused =
        DOOR.send(
            DOOR.as(Role.READER, "/api/v1/things/bulk")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(new byte[4 << 20])));
    assertEquals(403, refused.statusCode());
  }

  @Test
  public void locationsStayUnderTheResource() throws Exception {
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> made = DOOR.post("/api/v1/things", "{\"name\":\"a\",\"size\":1}");
      assertEquals(201, made.statusCode());
      String location = made.headers().firstValue("location").orElseThrow();
      assertTrue(location, location.matches("/api/v1/things/\\d+"));
    }
  }

  @Test
  public void aClientThatSendsTooSlowlyIsCutOff() throws Exception {
    try (SSLSocket socket = DOOR.socket()) {
      OutputStream out = socket.getOutputStream();
      out.write("GET /api".getBytes());
      out.flush();
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  public void connectionsAreKeptForTheNextRequest() throws Exception {
    try (SSLSocket socket = DOOR.socket()) {
      byte[] request =
          ("GET /api/v1/things/a HTTP/1.1\r\n" + HOST + "Authorization: Bearer member\r\n\r\n")
              .getBytes();
      byte[] first = exchange(socket, request);
      assertEquals('H', first[0]);
      assertNotEquals(0, first.length);
      for (int i = 0; i < 20; i++) {
        byte[] next = exchange(socket, request);
        assertEquals("HTTP/1.1 200", new String(Arrays.copyOf(next, 12)));
      }
    }
  }

  private static byte[] exchange(SSLSocket socket, byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    socket.getOutputStream().flush();
    byte[] buffer = new byte[4096];
    int n = 0;
    while (!new String(buffer, 0, n).endsWith("}")) {
      n += socket.getInputStream().read(buffer, n, buffer.length - n);
    }
    return Arrays.copyOf(buffer, n);
  }

  @Test
  public void strictBodies() throws Exception {
    assertRefused("{\"name\":\"a\",\"size\":1,\"colour\":2}", "unknown-property", "colour");
    assertRefused(
        "{\"name\":\"a\",\"size\":1,\"part\":{\"label\":\"x\",\"flag\":true,\"id\":1}}",
        "unknown-property",
        "part.id");
    assertRefused("{\"name\":\"a\",\"size\":\"1\"}", "invalid-value", "size");
    assertRefused("{\"name\":1,\"size\":1}", "invalid-value", "name");
    assertRefused("{\"name\":\"a\",\"size\":1,\"tags\":[\"a\",{}]}", "invalid-value", "tags[1]");
    assertRefused("{\"name\":\"a\",\"size\":1,\"at\":\"soon\"}", "invalid-value", "at");
    assertRefused("{\"name\":\"a\",", "malformed-json", "line");
    assertRefused("{\"name\":\"a\",\"name\":\"b\"}", "malformed-json", "line");
    assertRefused("{\"name\":\"a\",\"size\":1} {}", "malformed-json", "line");
    assertRefused("null", "invalid-value", "missing");
    HttpResponse<String> own =
        DOOR.post(
            "/api/v1/things",
            "{\"id\":{\"a\":1},\"createdAt\":\"x\",\"updatedAt\":3,\"name\":\"a\",\"size\":1,"
                + "\"at\":\"2026-01-02T03:04:05Z\"}");
    assertEquals(own.body(), 201, own.statusCode());
  }

  private static void assertRefused(String json, String code, String place) throws Exception {
    HttpResponse<String> answer = DOOR.post("/api/v1/things", json);
    assertEquals(json + " → " + answer.body(), 400, answer.statusCode());
    assertTrue(answer.body(), answer.body().contains('"' + code + '"'));
    assertTrue(answer.body(), answer.body().contains(place));
  }

  @Test
  public void mergePatch() throws Exception {
    HttpRequest.Builder patch =
        DOOR.as(Role.MEMBER, "/api/v1/things/a")
            .header("Content-Type", "application/merge-patch+json");
    HttpResponse<String> changed =
        DOOR.send(
            patch.method(
                "PATCH",
                BodyPublishers.ofString("{\"tags\":null,\"size\":2,\"part\":{\"flag\":false}}")));
    assertEquals(
        "{\"name\":\"old\",\"size\":2,\"part\":{\"label\":\"l\",\"flag\":false}}", changed.body());
    HttpResponse<String> unknown =
        DOOR.send(patch.method("PATCH", BodyPublishers.ofString("{\"part\":{\"x\":1}}")));
    assertEquals(400, unknown.statusCode());
    assertTrue(unknown.body(), unknown.body().contains("part.x"));
    String deep = "{\"a\":".repeat(40) + "1" + "}".repeat(40);
    HttpResponse<String> refused = DOOR.send(patch.method("PATCH", BodyPublishers.ofString(deep)));
    assertEquals(400, refused.statusCode());
    assertTrue(refused.body(), refused.body().contains("too-deep"));
  }

  @Test
  public void securityTxt() throws Exception {
    String text = DOOR.send(DOOR.to("/.well-known/security.txt")).body();
    assertTrue(text, text.startsWith("Contact: mailto:security@example.org\nExpires: "));
  }
}
