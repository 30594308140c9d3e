// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.privity.api.audit.AuditLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link EntryWriter} wrote. Thread-safe. */
final class EntryReader {
  private final JsonFactory factory = new JsonFactory();

  AuditLog.Entry read(byte[] bytes, int from, int length, long position) {
    Map<String, String> texts = new HashMap<>();
    List<String> records = new ArrayList<>();
    List<String> categories = new ArrayList<>();
    List<Long> subjects = new ArrayList<>();
    try (JsonParser json = factory.createParser(bytes, from, length)) {
      json.nextToken();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        JsonToken value = json.nextToken();
        if (value != JsonToken.START_ARRAY) {
          texts.put(name, json.getText());
        } else if (name.equals("subjects")) {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            subjects.add(json.getLongValue());
          }
        } else {
          List<String> into = name.equals("records") ? records : categories;
          while (json.nextToken() != JsonToken.END_ARRAY) {
            into.add(json.getText());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an entry can't be read", e);
    }
    if (texts.containsKey("subjects")) {
      subjects = Subjects.unpack(texts.get("subjects"));
    }
    return new AuditLog.Entry(
        texts.get("id"),
        position,
        Instant.ofEpochMilli(Long.parseLong(texts.get("time"))),
        texts.getOrDefault("principal", ""),
        texts.getOrDefault("credential", ""),
        texts.getOrDefault("operation", ""),
        texts.getOrDefault("purpose", ""),
        texts.getOrDefault("outcome", ""),
        records,
        subjects,
        categories,
        texts.getOrDefault("recipient", ""),
        texts.getOrDefault("detail", ""),
        texts.getOrDefault("address", ""));
  }
}
