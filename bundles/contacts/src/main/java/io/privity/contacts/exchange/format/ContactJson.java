// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.privity.api.contacts.Contact;
import io.privity.contacts.index.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Contacts as JSON documents. */
public final class ContactJson {
  private static final int MAX_DEPTH = 16;

  /** Strict and bounded, and in a custom field a number stays the number it is. */
  static final JsonMapper MAPPER =
      JsonMapper.builder(Documents.json())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(CsvReader.MAX_RECORD)
                .maxNameLength(1024)
                .maxNumberLength(200)
                .build());
  }

  private ContactJson() {}

  /** Reads a document that contacts wrote. */
  public static Contact read(byte[] json) {
    try {
      return MAPPER.readValue(json, Contact.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The contact as an import takes it: lists are there, and nothing in them is missing. */
  static Contact checked(Contact c) throws Unusable {
    Contact contact =
        new Contact(
            null,
            c.name(),
            c.organization(),
            c.title(),
            list(c.emails(), "emails"),
            list(c.phones(), "phones"),
            list(c.addresses(), "addresses"),
            c.birthday(),
            list(c.urls(), "urls"),
            c.notes(),
            list(c.tags(), "tags"),
            c.source(),
            c.custom(),
            list(c.purposes(), "purposes"),
            null,
            null);
    for (Contact.Email email : contact.emails()) {
      if (email.address() == null || !EmailText.isAddress(email.address())) {
        throw new Unusable("invalid-email", "emails", "That is not an e-mail address.");
      }
    }
    for (Contact.Phone phone : contact.phones()) {
      PhoneText.check(phone.number() == null ? "" : phone.number(), "phones");
    }
    return contact;
  }

  private static <T> List<T> list(List<T> list, String property) throws Unusable {
    if (list == null) {
      return List.of();
    }
    if (list.stream().anyMatch(Objects::isNull)) {
      throw new Unusable("invalid-value", property, "The list holds null.");
    }
    return list;
  }

  /** The contact without id and times, which a new one gets afresh. */
  public static Contact withoutHistory(Contact c) {
    return new Contact(
        null,
        c.name(),
        c.organization(),
        c.title(),
        c.emails(),
        c.phones(),
        c.addresses(),
        c.birthday(),
        c.urls(),
        c.notes(),
        c.tags(),
        c.source(),
        c.custom(),
        c.purposes(),
        null,
        null);
  }
}
