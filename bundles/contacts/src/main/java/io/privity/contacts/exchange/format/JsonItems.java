// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.privity.api.contacts.Contact;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Contacts as our JSON export writes them: an array, or one after the other. */
final class JsonItems implements ItemReader {
  private static final int MAX_TOKENS = 20_000;

  private final JsonParser in;
  private long number;
  private boolean inElement;
  private boolean ended;

  JsonItems(Reader in) throws IOException {
    this.in = ContactJson.MAPPER.createParser(in);
  }

  @Override
  public Item next() throws IOException {
    while (!ended) {
      try {
        JsonToken token = in.nextToken();
        if (token == null) {
          ended = true;
        } else if (token == JsonToken.START_OBJECT) {
          number++;
          inElement = true;
          Item item = element();
          inElement = false;
          return item;
        } else if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
          number++;
          return rejected("invalid-contact", null, "The element is no object.", List.of());
        }
      } catch (JsonProcessingException e) {
        number += inElement ? 0 : 1;
        ended = true;
        return rejected(
            "malformed-json", null, "The file is not well-formed from here on.", List.of());
      }
    }
    return null;
  }

  private Item element() throws IOException {
    try (TokenBuffer element = new TokenBuffer(in)) {
      int depth = 0;
      int tokens = 0;
      do {
        JsonToken token = in.currentToken();
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (tokens++ < MAX_TOKENS) {
          element.copyCurrentEvent(in);
        }
      } while (depth > 0 && in.nextToken() != null);
      if (tokens > MAX_TOKENS) {
        return rejected("contact-too-large", null, "The contact is too large.", List.of());
      }
      return contact(element);
    }
  }

  private Item contact(TokenBuffer element) throws IOException {
    List<String> raw = List.of(text(element));
    try {
      Contact contact = ContactJson.MAPPER.readValue(element.asParser(), Contact.class);
      return new Item.Accepted(number, ContactJson.checked(contact), raw);
    } catch (Unusable e) {
      return rejected(e.code(), e.column(), e.getMessage(), raw);
    } catch (UnrecognizedPropertyException e) {
      return rejected("unknown-property", e.getPropertyName(), "No such property.", raw);
    } catch (JsonMappingException e) {
      return rejected("invalid-value", path(e), "The value is of the wrong type.", raw);
    }
  }

  private static String text(TokenBuffer element) throws IOException {
    byte[] json = ContactJson.MAPPER.writeValueAsBytes(element);
    return new String(json, StandardCharsets.UTF_8);
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference at : e.getPath()) {
      if (at.getFieldName() != null) {
        path.append(path.length() == 0 ? "" : ".").append(at.getFieldName());
      }
    }
    return Text.orNull(path.toString());
  }

  private Item rejected(String code, String column, String message, List<String> raw) {
    return new Item.Rejected(number, code, column, message, raw);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
