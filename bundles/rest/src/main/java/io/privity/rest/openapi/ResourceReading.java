// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.privity.api.caller.Role;
import io.privity.api.rest.IdempotencyKeys;
import io.privity.rest.jaxrs.JaxRs;
import io.privity.rest.jaxrs.Operation;
import io.privity.rest.jaxrs.Publication;
import io.privity.rest.json.StrictMapper;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.models.OpenAPI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds one resource to the document: what its methods and records say, under its own path, with the
 * roles of each operation. Every operation that is served stands in it, and none that is not.
 */
final class ResourceReading {
  private static final String REF = "#/components/schemas/";

  private final ObjectMapper mapper = StrictMapper.INSTANCE;
  private final Publication publication;
  private final ObjectNode paths;
  private final ObjectNode schemas;
  private final String prefix;

  ResourceReading(Publication publication, ObjectNode paths, ObjectNode schemas) {
    this.publication = publication;
    this.paths = paths;
    this.schemas = schemas;
    this.prefix = publication.operations().get(0).id().replaceAll("\\.[^.]*$", "");
  }

  void read() {
    JsonNode part = renamed(declared(publication.type()));
    part.path("components").path("schemas").properties().stream()
        .filter(schema -> !schema.getKey().matches(".*\\.(MergePatch|Document)"))
        .forEach(schema -> schemas.set(schema.getKey(), schema.getValue()));
    Map<String, JsonNode> declared = new TreeMap<>();
    for (Map.Entry<String, JsonNode> path : part.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        declared.put(key(method.getKey(), literal() + path.getKey()), method.getValue());
      }
    }
    for (Operation operation : publication.operations()) {
      add(operation, declared.get(key(operation.httpMethod(), operation.template())));
    }
    new RecordShapes(paths).fill(publication.operations());
  }

  private static JsonNode declared(Class<?> type) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      // swagger looks for its own services with the thread's class loader
      thread.setContextClassLoader(ResourceReading.class.getClassLoader());
      return Json.mapper().valueToTree(new Reader(new OpenAPI()).read(type));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Schemas of equal names in two resources must not fall together. */
  private JsonNode renamed(JsonNode part) {
    rename(part);
    if (part.path("components").path("schemas") instanceof ObjectNode named) {
      ObjectNode all = mapper.createObjectNode();
      named.properties().forEach(s -> all.set(prefix + '.' + s.getKey(), s.getValue()));
      ((ObjectNode) part.path("components")).set("schemas", all);
    }
    return part;
  }

  private void rename(JsonNode node) {
    if (node instanceof ObjectNode object) {
      JsonNode ref = object.get("$ref");
      if (ref != null && ref.asText().startsWith(REF)) {
        object.put("$ref", REF + prefix + '.' + ref.asText().substring(REF.length()));
      }
    }
    node.forEach(this::rename);
  }

  private String literal() {
    int variable = publication.path().indexOf("/{");
    return variable < 0 ? publication.path() : publication.path().substring(0, variable);
  }

  private static String key(String method, String path) {
    return method.toUpperCase(Locale.ROOT) + ' ' + plain(path);
  }

  private static String plain(String path) {
    String plain = Operation.plain(path).replaceAll("/+", "/");
    return plain.length() > 1 && plain.endsWith("/")
        ? plain.substring(0, plain.length() - 1)
        : plain;
  }

  private void add(Operation operation, JsonNode declared) {
    ObjectNode described =
        declared instanceof ObjectNode object ? object : mapper.createObjectNode();
    described.put("operationId", operation.id());
    described.putArray("tags").add(prefix);
    ArrayNode roles = described.putArray("x-roles");
    ArrayNode security = described.putArray("security");
    if (!operation.open()) {
      operation.roles().stream().sorted().map(Role::text).forEach(roles::add);
      security.addObject().putArray("bearer");
    }
    if (operation.replayed()) {
      described
          .withArray("parameters")
          .add(
              Shapes.header(
                  mapper,
                  IdempotencyKeys.HEADER,
                  "Repeat with the same key to get the first answer again; kept 24 hours."));
    }
    if (operation.bulk()) {
      described.put("x-bulk", true);
    }
    responses(operation, described);
    String path = JaxRs.API + plain(operation.template());
    ObjectNode item = paths.get(path) instanceof ObjectNode known ? known : paths.putObject(path);
    item.set(operation.httpMethod().toLowerCase(Locale.ROOT), described);
  }

  private static void responses(Operation operation, ObjectNode described) {
    JsonNode declared = described.path("responses");
    JsonNode success = declared.get("default");
    ObjectNode responses = described.putObject("responses");
    declared.properties().stream()
        .filter(response -> !response.getKey().equals("default"))
        .forEach(response -> responses.set(response.getKey(), response.getValue()));
    if (success instanceof ObjectNode object) {
      responses.set("2XX", object.put("description", "Done"));
    } else if (responses.isEmpty()) {
      responses.putObject("2XX").put("description", "Done");
    }
    if (!operation.open()) {
      Shapes.problemResponse(responses, "401", "No valid token");
      Shapes.problemResponse(responses, "403", "The role does not allow it");
    }
    Shapes.problemResponse(responses, "default", "A problem");
  }
}
