// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.privity.contacts.exchange.format.CsvLayout;
import io.privity.contacts.exchange.format.FileLayout;
import io.privity.contacts.exchange.format.Format;
import io.privity.contacts.exchange.format.Mapping;
import io.privity.contacts.exchange.format.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A file's layout, and which of its lines may bring erased subjects back, as bytes that can be
 * sealed: so that a resumed import reads the same file in the same way.
 */
final class LayoutJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LayoutJson() {}

  static byte[] write(FileLayout layout, Set<Long> allowed) {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", layout.format().text());
    json.put("charset", layout.charset().name());
    json.put("monthFirst", layout.monthFirst());
    if (layout.csv() != null) {
      json.put("separator", String.valueOf(layout.csv().separator()));
      json.put("separatorLine", layout.csv().separatorLine());
      json.put("header", layout.csv().header());
    }
    ArrayNode lines = json.putArray("allowed");
    allowed.forEach(lines::add);
    ArrayNode columns = json.putArray("columns");
    for (Mapping.Column column : layout.mapping().columns()) {
      columns.addArray().add(column.name()).add(column.target().toString());
    }
    try {
      return JSON.writeValueAsBytes(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Set<Long> allowed(byte[] bytes) {
    Set<Long> allowed = new HashSet<>();
    tree(bytes).path("allowed").forEach(line -> allowed.add(line.asLong()));
    return allowed;
  }

  private static JsonNode tree(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FileLayout read(byte[] bytes) {
    JsonNode json = tree(bytes);
    List<Mapping.Column> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (JsonNode column : json.get("columns")) {
      String name = column.get(0).asText();
      names.add(name);
      columns.add(new Mapping.Column(name, Target.of(column.get(1).asText()), null));
    }
    CsvLayout csv =
        json.has("separator")
            ? new CsvLayout(
                json.get("separator").asText().charAt(0),
                json.get("separatorLine").asBoolean(),
                json.get("header").asBoolean(),
                names)
            : null;
    return new FileLayout(
        Format.of(json.get("format").asText()),
        Charset.forName(json.get("charset").asText()),
        csv,
        new Mapping(columns),
        json.get("monthFirst").asBoolean());
  }
}
