// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.privity.rest.problem.Problem;

/** The parts of the document that no resource declares. */
final class Shapes {
  private Shapes() {}

  static ObjectNode problem(ObjectMapper mapper) {
    ObjectNode schema = mapper.createObjectNode().put("type", "object");
    schema.putArray("required").add("type").add("title").add("status").add("code");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("type").put("type", "string").put("format", "uri");
    properties.putObject("title").put("type", "string");
    properties.putObject("status").put("type", "integer");
    properties.putObject("code").put("type", "string");
    properties.putObject("detail").put("type", "string");
    return schema;
  }

  static void problemResponse(ObjectNode responses, String status, String description) {
    ObjectNode response = responses.putObject(status).put("description", description);
    response
        .putObject("content")
        .putObject(Problem.MEDIA_TYPE)
        .putObject("schema")
        .put("$ref", "#/components/schemas/Problem");
  }

  static ObjectNode header(ObjectMapper mapper, String name, String description) {
    ObjectNode parameter =
        mapper
            .createObjectNode()
            .put("name", name)
            .put("in", "header")
            .put("required", false)
            .put("description", description);
    parameter.putObject("schema").put("type", "string");
    return parameter;
  }
}
