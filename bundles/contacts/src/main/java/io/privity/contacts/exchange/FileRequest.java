// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.privity.api.contacts.ContactException;
import io.privity.api.contacts.CustomField;
import io.privity.api.problem.Kind;
import io.privity.contacts.exchange.format.FileLayout;
import io.privity.contacts.exchange.format.Format;
import io.privity.contacts.exchange.format.FormatException;
import io.privity.contacts.exchange.format.Mapping;
import io.privity.contacts.exchange.format.Target;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a client says of the file that it sends.
 *
 * @param charset as declared, or null
 * @param targets changes of the mapping by the column's name
 * @param monthFirst how dates such as 5/6/1970 are meant; null to find it out
 * @param allowed the lines that bring erased subjects back knowingly
 */
public record FileRequest(
    Format format,
    Charset charset,
    Map<String, Target> targets,
    Boolean monthFirst,
    Set<Long> allowed) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<LinkedHashMap<String, String>> TEXTS =
      new TypeReference<>() {};

  /** Where the properties of a card may go that a contact has no field for. */
  private static final Set<String> CARD_TARGETS =
      Set.of("custom", "notes", "tags", "title", "organization", "ignore");

  /**
   * @param mapping JSON, {@code {"column": "target"}}, or null
   * @param dates {@code day-first}, {@code month-first} or null
   * @throws ContactException {@code invalid-mapping}, {@code invalid-parameter}
   */
  public static FileRequest of(Format format, Charset charset, String mapping, String dates) {
    Map<String, Target> targets = new LinkedHashMap<>();
    if (mapping != null && !mapping.isBlank()) {
      parse(mapping).forEach((column, text) -> targets.put(column, target(format, column, text)));
    }
    Boolean monthFirst = null;
    if (dates != null) {
      if (!dates.equals("day-first") && !dates.equals("month-first")) {
        throw new ContactException(
            Kind.INVALID,
            "invalid-parameter",
            "dates is day-first or month-first.",
            Map.of("parameter", "dates"));
      }
      monthFirst = dates.equals("month-first");
    }
    return new FileRequest(format, charset, targets, monthFirst, Set.of());
  }

  /** The same, with lines that bring erased subjects back knowingly. */
  public FileRequest allowing(Set<Long> lines) {
    return new FileRequest(format, charset, targets, monthFirst, lines);
  }

  private static Map<String, String> parse(String mapping) {
    try {
      Map<String, String> texts = JSON.readValue(mapping, TEXTS);
      if (texts != null && !texts.containsValue(null)) {
        return texts;
      }
    } catch (JsonProcessingException e) {
      // refused below, as what is no mapping either
    }
    throw invalidMapping(
        "mapping is a JSON object that gives columns their targets.",
        Map.of("parameter", "mapping"));
  }

  private static Target target(Format format, String column, String text) {
    Target target = Target.of(text);
    boolean allowed =
        format != Format.VCARD || target == null || CARD_TARGETS.contains(target.kind());
    if (target == null || !allowed) {
      throw invalidMapping(
          "The column can't have that target.", Map.of("parameter", "mapping", "column", column));
    }
    return target;
  }

  private static ContactException invalidMapping(String message, Map<String, Object> members) {
    return new ContactException(Kind.INVALID, "invalid-mapping", message, members);
  }

  /** A digest that has taken this in; the file itself is to follow. */
  MessageDigest digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(("imports " + this + '\n').getBytes(StandardCharsets.UTF_8));
      return digest;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The file's layout, as found out and then as changed by this request. */
  FileLayout layout(byte[] head, Charset found, List<CustomField> fields) throws FormatException {
    FileLayout layout = FileLayout.detect(format, head, found, fields);
    if (!targets.isEmpty()) {
      Mapping changed = layout.mapping().with(targets, format == Format.VCARD);
      layout = layout.with(changed);
    }
    return monthFirst == null ? layout : layout.withMonthFirst(monthFirst);
  }

  /** Text fields for the custom targets that the tenant has no field for yet. */
  List<CustomField> newFields(FileLayout layout, List<CustomField> fields) {
    Set<String> known = new LinkedHashSet<>();
    fields.forEach(field -> known.add(field.name()));
    List<CustomField> added = new ArrayList<>();
    for (Mapping.Column column : layout.mapping().columns()) {
      Target target = column.target();
      if (target.kind().equals("custom") && known.add(target.part())) {
        added.add(new CustomField(target.part(), column.name(), "text", List.of()));
      }
    }
    return added;
  }
}
