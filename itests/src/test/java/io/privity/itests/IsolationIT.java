// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * Tenants are apart in every operation of the OpenAPI document: with a foreign id in path, query
 * and body, the answer is the one for an id that nobody has, and the other tenant's records stay as
 * they were.
 */
public class IsolationIT {
  private static final String MARKER = "Unmistakable";

  private static Distribution server;
  private static Tenant victim;
  private static Tenant intruder;
  private static JsonNode document;

  /** Ids of the victim's things, by the first segment of the path that names them. */
  private static final Map<String, String> FOREIGN = new TreeMap<>();

  @BeforeClass
  public static void start() {
    server = new Distribution("isolation").start();
    victim = Tenant.signUp(server.api(), "victim@example.com");
    intruder = Tenant.signUp(server.api(), "intruder@example.com");
    document = server.api().get("/api/openapi.json").expect(200).json();
    FOREIGN.put("contacts", victim.contact(MARKER, "Person", "unmistakable@example.org"));
    FOREIGN.put("users", victim.owner());
    FOREIGN.put(
        "tokens",
        victim
            .api()
            .post("/tokens", Map.of("name", MARKER, "role", "reader"))
            .expect(201)
            .json()
            .path("id")
            .asText());
    FOREIGN.put(
        "imports",
        victim
            .api()
            .send(
                "POST",
                "/imports",
                "text/csv",
                ("First Name,Last Name\n" + MARKER + ",Imported\n")
                    .getBytes(StandardCharsets.UTF_8))
            .expect(202)
            .json()
            .path("id")
            .asText());
    FOREIGN.put(
        "audit", victim.api().get("/audit/entries").expect(200).json().at("/items/0/id").asText());
  }

  @AfterClass
  public static void stop() {
    server.close();
  }

  @Test
  public void aForeignIdIsAMissingOne() {
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (Iterator<Map.Entry<String, JsonNode>> paths = document.path("paths").fields();
        paths.hasNext(); ) {
      Map.Entry<String, JsonNode> path = paths.next();
      for (Iterator<Map.Entry<String, JsonNode>> methods = path.getValue().fields();
          methods.hasNext(); ) {
        Map.Entry<String, JsonNode> method = methods.next();
        if (!METHODS.contains(method.getKey())) {
          continue;
        }
        String foreign = foreignId(path.getKey());
        String missing = UUID.randomUUID().toString();
        Api.Answer one = ask(method, path.getKey(), foreign);
        Api.Answer other = ask(method, path.getKey(), missing);
        compared++;
        String name = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
        if (one.status() >= 500 || other.status() >= 500) {
          differences.add(name + " failed: " + one.status() + " " + one.text());
        }
        if (path.getKey().contains("{")
            && (one.status() != other.status() || !one.text().equals(other.text()))) {
          differences.add(name + ": " + one.text() + " but " + other.text());
        }
        if (one.text().contains(MARKER) || one.text().contains(victim.id())) {
          differences.add(name + " shows the victim: " + one.text());
        }
      }
    }
    assertTrue("operations compared: " + compared, compared >= 25);
    assertEquals(List.of(), differences);
    assertEquals(
        MARKER + " Person",
        victim
            .api()
            .get("/contacts/" + FOREIGN.get("contacts"))
            .expect(200)
            .json()
            .at("/name/full")
            .asText());
  }

  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  /** Asks as the intruder, with this id wherever an id may stand. */
  private static Api.Answer ask(Map.Entry<String, JsonNode> method, String path, String id) {
    String concrete = path.replaceAll("\\{[^}]+}", id).replaceFirst("^/api/v1", "");
    StringBuilder query = new StringBuilder();
    for (JsonNode parameter : method.getValue().path("parameters")) {
      if ("query".equals(parameter.path("in").asText())
          && List.of("entry", "record", "principal").contains(parameter.path("name").asText())) {
        query.append(query.isEmpty() ? '?' : '&');
        query.append(parameter.path("name").asText()).append('=').append(id);
      }
    }
    Api api = intruder.api().with("If-Match", "\"1\"");
    if (concrete.startsWith("/session") && "delete".equals(method.getKey())) {
      api = Tenant.signIn(server.api(), intruder.email(), intruder.password());
    }
    if (List.of("get", "delete").contains(method.getKey())) {
      return "get".equals(method.getKey())
          ? api.get(concrete + query)
          : api.delete(concrete + query);
    }
    ObjectNode body = Api.JSON.createObjectNode();
    body.put("id", id);
    body.put("tenant", victim.id());
    return api.send(
        method.getKey().toUpperCase(Locale.ROOT),
        concrete + query,
        mediaType(method.getValue()),
        body.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String mediaType(JsonNode operation) {
    Iterator<String> types = operation.path("requestBody").path("content").fieldNames();
    return types.hasNext() ? types.next() : "application/json";
  }

  private static String foreignId(String path) {
    for (Map.Entry<String, String> id : FOREIGN.entrySet()) {
      if (path.contains("/" + id.getKey())) {
        return id.getValue();
      }
    }
    return victim.id();
  }
}
