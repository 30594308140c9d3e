// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.privity.api.contacts.Contact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Reads the name of a contact's document without the rest. */
public final class DocumentName {
  private static final JsonFactory JSON = Documents.json();

  private DocumentName() {}

  /** The name in a document that this bundle wrote; null where it has none. */
  public static Contact.Name of(byte[] json) {
    try (JsonParser in = JSON.createParser(json)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean name = in.currentName().equals("name");
        in.nextToken();
        if (name) {
          return name(in);
        }
        in.skipChildren();
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Contact.Name name(JsonParser in) throws IOException {
    Map<String, String> parts = new HashMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String part = in.currentName();
      parts.put(part, in.nextTextValue());
    }
    return new Contact.Name(
        parts.get("prefix"),
        parts.get("given"),
        parts.get("additional"),
        parts.get("family"),
        parts.get("suffix"),
        parts.get("full"));
  }
}
