// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.privity.api.rest.MergePatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** A JSON Merge Patch (RFC 7396). */
final class Patch implements MergePatch {
  private final ObjectMapper mapper;
  private final JsonNode patch;

  Patch(ObjectMapper mapper, JsonNode patch) {
    this.mapper = mapper;
    this.patch = patch;
  }

  @Override
  public <T> T applyTo(T current, Class<T> type) {
    return value(mapper.valueToTree(current), type);
  }

  @Override
  public <T> T applyTo(byte[] current, Class<T> type) {
    try {
      return value(mapper.readTree(current), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> T value(JsonNode current, Class<T> type) {
    try {
      return mapper.treeToValue(merge(current, patch), type);
    } catch (JsonProcessingException e) {
      throw JsonFailures.of(e);
    }
  }

  /** The function MergePatch of RFC 7396, section 2. */
  static JsonNode merge(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode merged =
        target != null && target.isObject()
            ? (ObjectNode) target
            : StrictMapper.INSTANCE.createObjectNode();
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      if (change.getValue().isNull()) {
        merged.remove(change.getKey());
      } else {
        merged.set(change.getKey(), merge(merged.get(change.getKey()), change.getValue()));
      }
    }
    return merged;
  }
}
