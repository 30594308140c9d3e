// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.privity.api.caller.Caller;
import io.privity.api.privacy.Subject;
import io.privity.api.privacy.Subjects;
import io.privity.api.privacy.Subjects.Passage;
import io.privity.rights.SealedJson;
import java.io.IOException;
import java.util.Map;

/**
 * Takes out of a subject's data what speaks of other people of the tenant (Art. 15(4)), by rule:
 * each passage that names or identifies one. Counts what it took.
 */
final class Redaction {
  static final String MARK = "[…]";

  private final Subjects subjects;
  private final Caller caller;
  private final Subject subject;
  private int count;

  Redaction(Subjects subjects, Caller caller, Subject subject) {
    this.subjects = subjects;
    this.caller = caller;
    this.subject = subject;
  }

  /** How many passages {@link #apply} took out last. */
  int count() {
    return count;
  }

  /** The JSON value without the passages. */
  byte[] apply(byte[] json) {
    count = 0;
    try {
      JsonNode redacted = node(SealedJson.JSON.readTree(json));
      return count == 0 ? json : SealedJson.JSON.writeValueAsBytes(redacted);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a datum is no JSON");
    } catch (IOException e) {
      throw new IllegalStateException("a datum can't be read");
    }
  }

  private JsonNode node(JsonNode node) {
    if (node.isTextual()) {
      return TextNode.valueOf(text(node.textValue()));
    }
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        field.setValue(node(field.getValue()));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, node(array.get(i)));
      }
    }
    return node;
  }

  private String text(String text) {
    StringBuilder left = new StringBuilder();
    int from = 0;
    for (Passage passage : subjects.mentions(caller, subject, text)) {
      left.append(text, from, passage.start()).append(MARK);
      from = passage.end();
      count++;
    }
    return from == 0 ? text : left.append(text, from, text.length()).toString();
  }
}
