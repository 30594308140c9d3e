// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.privity.api.caller.Role;
import io.privity.api.rest.Allow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import org.junit.Rule;
import org.junit.Test;

public final class OpenApiTest {
  @Rule public final TestDoor door = new TestDoor();

  /** Published under a path with a variable. */
  @Path("/{id}/parts")
  @Allow(Role.READER)
  public static final class Parts {
    /** Of the same name as the one of Things, and another shape. */
    public record Thing(String colour) {}

    @GET
    @Path("{part: [0-9]+}")
    public Map<String, String> read(@PathParam("id") String id, @PathParam("part") int part) {
      return Map.of("id", id, "part", Integer.toString(part));
    }

    @POST
    public Map<String, String> create(@PathParam("id") String id, Thing thing) {
      return Map.of("id", id);
    }
  }

  private JsonNode document() throws Exception {
    return new ObjectMapper().readTree(door.send(door.to("/api/openapi.json")).body());
  }

  @Test
  public void everyOperationWithItsRoles() throws Exception {
    door.up();
    Things things = new Things();
    door.publisher.publish(things, "/things");
    door.publisher.publish(new Parts(), "/things/{id}/parts");
    assertEquals(
        "{\"id\":\"a\",\"part\":\"7\"}",
        sorted(door.send(door.as(Role.READER, "/api/v1/things/a/parts/7")).body()));
    JsonNode document = document();
    JsonNode paths = document.get("paths");
    Set<String> names = new HashSet<>();
    paths.fieldNames().forEachRemaining(names::add);
    assertEquals(
        Set.of(
            "/api/v1/health",
            "/api/v1/things",
            "/api/v1/things/{id}",
            "/api/v1/things/tagged",
            "/api/v1/things/secret",
            "/api/v1/things/open",
            "/api/v1/things/bulk",
            "/api/v1/things/crash",
            "/api/v1/things/lines",
            "/api/v1/things/large",
            "/api/v1/things/{id}/parts",
            "/api/v1/things/{id}/parts/{part}"),
        names);

    JsonNode list = paths.get("/api/v1/things").get("get");
    assertEquals("[\"owner\",\"member\"]", list.get("x-roles").toString());
    assertEquals("limit", list.at("/parameters/0/name").asText());
    assertEquals("query", list.at("/parameters/0/in").asText());
    assertTrue(list.path("requestBody").isMissingNode());
    assertEquals("[]", paths.at("/~1api~1v1~1things~1open/get/x-roles").toString());
    assertEquals("[]", paths.at("/~1api~1v1~1things~1open/get/security").toString());
    assertEquals("[\"owner\"]", paths.at("/~1api~1v1~1things~1{id}/delete/x-roles").toString());
    assertEquals("path", paths.at("/~1api~1v1~1things~1{id}/get/parameters/0/in").asText());

    JsonNode create = paths.get("/api/v1/things").get("post");
    String schema = create.at("/requestBody/content/application~1json/schema/$ref").asText();
    JsonNode thing = document.at(schema.substring(1)).path("properties");
    assertTrue(thing.toString(), thing.has("name") && thing.has("tags") && thing.has("at"));
    JsonNode patch = paths.at("/~1api~1v1~1things~1{id}/patch/requestBody/content");
    assertEquals(schema, patch.at("/application~1merge-patch+json/schema/$ref").asText());
    assertEquals(
        schema,
        paths
            .at("/~1api~1v1~1things~1{id}/get/responses/2XX/content/application~1json/schema/$ref")
            .asText());
    assertFalse(document.at("/components/schemas").has("things.Document"));
    String other =
        paths
            .at("/~1api~1v1~1things~1{id}~1parts/post/requestBody/content")
            .elements()
            .next()
            .at("/schema/$ref")
            .asText();
    assertTrue(document.at(other.substring(1)).path("properties").has("colour"));

    List<String> ids = new ArrayList<>();
    for (JsonNode path : paths) {
      for (JsonNode operation : path) {
        ids.add(operation.get("operationId").asText());
        assertTrue(operation.at("/responses/default/content/application~1problem+json").isObject());
        assertFalse(operation.toString(), operation.toString().contains("SecurityContext"));
        assertFalse(operation.toString(), operation.toString().contains("UriInfo"));
      }
    }
    assertEquals(ids.toString(), ids.size(), new HashSet<>(ids).size());

    door.publisher.withdraw(things);
    assertFalse(document().get("paths").has("/api/v1/things"));
    assertTrue(document().get("paths").has("/api/v1/things/{id}/parts"));
  }

  private static String sorted(String json) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    return mapper
        .configure(
            com.fasterxml.jackson.databind.SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
        .writeValueAsString(mapper.readValue(json, Map.class));
  }
}
