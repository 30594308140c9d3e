// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.privity.api.contacts.Contact;
import io.privity.contacts.index.Documents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes the document of a contact, which is sealed, kept in memory and served as it is. Absent for
 * null; lists are always there.
 */
final class ContactJson {
  /** Sealed, this fits the column. */
  static final int MAX_BYTES = 32_000;

  private static final JsonFactory JSON = Documents.json();

  private ContactJson() {}

  /**
   * @param contact as {@link ContactRules} left it
   * @throws io.privity.api.contacts.ContactException {@code contact-too-large}
   */
  static byte[] write(Contact contact, UUID id, long updatedAt) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("id", id.toString());
      name(out, contact.name());
      text(out, "organization", contact.organization());
      text(out, "title", contact.title());
      lists(out, contact);
      text(out, "notes", contact.notes());
      words(out, "tags", contact.tags());
      text(out, "source", contact.source());
      custom(out, contact.custom());
      words(out, "purposes", contact.purposes());
      text(out, "createdAt", time(ContactIds.createdAt(id)));
      text(out, "updatedAt", time(updatedAt));
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (bytes.size() > MAX_BYTES) {
      throw Refusals.tooLarge();
    }
    return bytes.toByteArray();
  }

  /** The id in a document that {@link #write} made. */
  static String id(byte[] json) {
    try (JsonParser in = JSON.createParser(json)) {
      in.nextToken();
      in.nextToken();
      if (in.nextToken() == JsonToken.VALUE_STRING) {
        return in.getText();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalArgumentException("no document of a contact");
  }

  private static void name(JsonGenerator out, Contact.Name name) throws IOException {
    if (name == null) {
      return;
    }
    out.writeObjectFieldStart("name");
    text(out, "prefix", name.prefix());
    text(out, "given", name.given());
    text(out, "additional", name.additional());
    text(out, "family", name.family());
    text(out, "suffix", name.suffix());
    text(out, "full", name.full());
    out.writeEndObject();
  }

  private static void lists(JsonGenerator out, Contact contact) throws IOException {
    out.writeArrayFieldStart("emails");
    for (Contact.Email email : contact.emails()) {
      out.writeStartObject();
      text(out, "label", email.label());
      text(out, "address", email.address());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("phones");
    for (Contact.Phone phone : contact.phones()) {
      out.writeStartObject();
      text(out, "label", phone.label());
      text(out, "number", phone.number());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("addresses");
    for (Contact.Address address : contact.addresses()) {
      out.writeStartObject();
      text(out, "label", address.label());
      text(out, "street", address.street());
      text(out, "locality", address.locality());
      text(out, "region", address.region());
      text(out, "postalCode", address.postalCode());
      text(out, "country", address.country());
      out.writeEndObject();
    }
    out.writeEndArray();
    text(out, "birthday", contact.birthday());
    out.writeArrayFieldStart("urls");
    for (Contact.Url url : contact.urls()) {
      out.writeStartObject();
      text(out, "label", url.label());
      text(out, "url", url.url());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void custom(JsonGenerator out, Map<String, Object> custom) throws IOException {
    out.writeObjectFieldStart("custom");
    for (Map.Entry<String, Object> field : custom.entrySet()) {
      out.writeFieldName(field.getKey());
      value(out, field.getValue());
    }
    out.writeEndObject();
  }

  private static void value(JsonGenerator out, Object value) throws IOException {
    if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof BigDecimal number) {
      out.writeNumber(number);
    } else if (value instanceof BigInteger number) {
      out.writeNumber(number);
    } else if (value instanceof Double || value instanceof Float) {
      out.writeNumber(((Number) value).doubleValue());
    } else if (value instanceof Number number) {
      out.writeNumber(number.longValue());
    } else {
      out.writeString((String) value);
    }
  }

  private static void text(JsonGenerator out, String name, String value) throws IOException {
    if (value != null) {
      out.writeStringField(name, value);
    }
  }

  private static void words(JsonGenerator out, String name, List<String> words) throws IOException {
    out.writeArrayFieldStart(name);
    for (String word : words) {
      out.writeString(word);
    }
    out.writeEndArray();
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
