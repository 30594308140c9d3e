// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.privity.rest.jaxrs.JaxRs;
import io.privity.rest.jaxrs.Operation;
import java.util.List;
import java.util.Locale;

/**
 * Finds the shape of what a method hands on as it is: a merge patch, or a document. It is that of
 * the body of PUT there, else of POST there or above.
 */
final class RecordShapes {
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final ObjectNode paths;

  RecordShapes(ObjectNode paths) {
    this.paths = paths;
  }

  void fill(List<Operation> operations) {
    for (Operation operation : operations) {
      String path = JaxRs.API + Operation.plain(operation.template());
      String method = operation.httpMethod().toLowerCase(Locale.ROOT);
      JsonNode described = paths.path(path).path(method);
      JsonNode shape = shape(path, method);
      if (method.equals("patch") && described instanceof ObjectNode patch) {
        ObjectNode media =
            patch
                .putObject("requestBody")
                .put("required", true)
                .putObject("content")
                .putObject(MERGE_PATCH);
        set(media, shape);
      }
      for (JsonNode media : described.path("responses").path("2XX").path("content")) {
        if (isDocument(media.path("schema"))) {
          set((ObjectNode) media, shape);
        }
      }
    }
  }

  private JsonNode shape(String path, String method) {
    JsonNode item = paths.path(path);
    JsonNode above = paths.path(path.substring(0, path.lastIndexOf('/')));
    JsonNode put = body(item.path("put"));
    if (put != null) {
      return put;
    }
    // of a list, the shape of its items is not the shape of the whole
    return method.equals("post")
        ? body(item.path("post"))
        : path.endsWith("}") ? body(above.path("post")) : null;
  }

  private static JsonNode body(JsonNode operation) {
    for (JsonNode media : operation.path("requestBody").path("content")) {
      JsonNode schema = media.path("schema");
      if (!schema.isMissingNode()) {
        return schema;
      }
    }
    return null;
  }

  private static boolean isDocument(JsonNode schema) {
    return schema.path("$ref").asText().endsWith(".Document");
  }

  private static void set(ObjectNode media, JsonNode shape) {
    if (shape == null) {
      media.putObject("schema").put("type", "object");
    } else {
      media.set("schema", shape);
    }
  }
}
