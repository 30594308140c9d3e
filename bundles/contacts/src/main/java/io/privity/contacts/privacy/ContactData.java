// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.privacy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.privity.api.contacts.CustomField;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Datum.Origin;
import io.privity.api.privacy.Subject;
import io.privity.contacts.index.Documents;
import io.privity.contacts.index.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A contact's document, taken apart into the data that its subject may see and correct. */
final class ContactData {
  static final String CUSTOM = "custom";

  /** A number stays the number that it is. */
  static final JsonMapper JSON =
      JsonMapper.builder(Documents.json())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("name", "Name"),
          Map.entry("organization", "Organization"),
          Map.entry("title", "Title"),
          Map.entry("emails", "E-mail addresses"),
          Map.entry("phones", "Telephone numbers"),
          Map.entry("addresses", "Addresses"),
          Map.entry("birthday", "Birthday"),
          Map.entry("urls", "Web addresses"),
          Map.entry("notes", "Notes"),
          Map.entry("tags", "Tags"),
          Map.entry("source", "Source of the data"),
          Map.entry("purposes", "Purposes"));

  /** What the tenant says of the subject in its own words. */
  private static final Set<String> TENANTS_OWN = Set.of("notes", "tags", "source", "purposes");

  /** A source that begins so says that the data came from somebody else than the subject. */
  private static final String OTHERS = "others";

  private static final byte[] NOTHING = "null".getBytes(StandardCharsets.US_ASCII);

  private final Subject subject;
  private final Origin origin;
  private final String source;
  private final Instant since;
  private final List<Datum> data = new ArrayList<>();

  private ContactData(Subject subject, Origin origin, String source, Instant since) {
    this.subject = subject;
    this.origin = origin;
    this.source = source;
    this.since = since;
  }

  /** The start of the ids of a contact's data. */
  static String prefix(String contact) {
    return "contacts:" + contact + "/";
  }

  /** Whether a contact has such a part. */
  static boolean isPart(String part) {
    return LABELS.containsKey(part);
  }

  /**
   * @param fields the tenant's custom fields by name
   */
  static List<Datum> of(Subject subject, Entry entry, Map<String, CustomField> fields) {
    if (entry.isDamaged()) {
      ContactData lost = new ContactData(subject, Origin.PROVIDED, "", Instant.EPOCH);
      lost.add("damaged", "A record that can't be read any more", NOTHING, Origin.PROVIDED);
      return lost.data;
    }
    ObjectNode document = read(entry.json());
    String source = document.path("source").asText("");
    Origin origin = isOthers(source) ? Origin.OTHERS : Origin.PROVIDED;
    Instant since = Instant.parse(document.path("createdAt").asText());
    ContactData parts = new ContactData(subject, origin, source, since);
    for (Map.Entry<String, JsonNode> part : document.properties()) {
      if (part.getKey().equals(CUSTOM)) {
        parts.addCustom(part.getValue(), fields);
      } else if (isPart(part.getKey())) {
        parts.add(part.getKey(), part.getValue());
      }
    }
    return parts.data;
  }

  private static boolean isOthers(String source) {
    String lower = source.toLowerCase(Locale.ROOT);
    return lower.equals(OTHERS) || lower.startsWith(OTHERS + ":");
  }

  private void add(String part, JsonNode value) {
    if (value.isContainerNode() && value.isEmpty()) {
      return;
    }
    add(part, LABELS.get(part), write(value), TENANTS_OWN.contains(part) ? Origin.DERIVED : origin);
  }

  private void addCustom(JsonNode custom, Map<String, CustomField> fields) {
    for (Map.Entry<String, JsonNode> field : custom.properties()) {
      CustomField defined = fields.get(field.getKey());
      boolean labelled = defined != null && defined.label() != null;
      add(
          CUSTOM + "." + field.getKey(),
          labelled ? defined.label() : field.getKey(),
          write(field.getValue()),
          origin);
    }
  }

  private void add(String part, String label, byte[] json, Origin from) {
    data.add(
        new Datum(
            prefix(subject.id()) + part,
            ContactsDeclaration.CATEGORY,
            label,
            json,
            from,
            source,
            since,
            subject.purposes()));
  }

  static ObjectNode read(byte[] json) {
    return (ObjectNode) value(json);
  }

  static JsonNode value(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] write(JsonNode value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
