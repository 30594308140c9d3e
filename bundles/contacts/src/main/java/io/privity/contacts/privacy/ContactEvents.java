// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.privacy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.privity.contacts.ContactIds;
import io.privity.contacts.index.Documents;
import io.privity.contacts.index.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** When the events of a contact were that retention counts from. */
final class ContactEvents {
  static final String CREATED = "created";
  static final String CHANGED = "changed";
  static final String IMPORTED = "imported";

  /** Begins the event of a custom field: the date that stands in it. */
  static final String CUSTOM = "custom.";

  static final Map<String, String> DECLARED =
      Map.of(
          CREATED,
          "the contact was created",
          CHANGED,
          "the contact was last changed",
          IMPORTED,
          "the contact was created by an import",
          CUSTOM + "*",
          "the date in one of the tenant's own fields, by the field's name");

  private static final String BY_IMPORT = "import:";
  private static final JsonFactory JSON = Documents.json();

  private ContactEvents() {}

  /** When it was; null where the contact has no such event. */
  static Instant of(Entry entry, String event) {
    if (event.equals(CREATED)) {
      return created(entry);
    }
    if (event.equals(CHANGED)) {
      return Instant.parse(text(entry.json(), "updatedAt", null));
    }
    if (event.equals(IMPORTED)) {
      String source = text(entry.json(), "source", null);
      return source != null && source.startsWith(BY_IMPORT) ? created(entry) : null;
    }
    return event.startsWith(CUSTOM)
        ? startOf(text(entry.json(), "custom", event.substring(CUSTOM.length())))
        : null;
  }

  private static Instant created(Entry entry) {
    return Instant.ofEpochMilli(ContactIds.createdAt(entry.id()));
  }

  private static Instant startOf(String date) {
    try {
      return date == null ? null : LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      // a text field of that name
      return null;
    }
  }

  /** The text of a property of a document, or of a member of it; null when there is none. */
  private static String text(byte[] json, String property, String member) {
    try (JsonParser in = JSON.createParser(json)) {
      in.nextToken();
      String wanted = property;
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = in.currentName().equals(wanted);
        JsonToken token = in.nextToken();
        if (!found) {
          in.skipChildren();
        } else if (token == JsonToken.START_OBJECT) {
          wanted = member;
        } else {
          return in.getText();
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
