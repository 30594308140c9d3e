// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import io.privity.api.contacts.Contact;
import io.privity.api.contacts.CustomField;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes contacts from rows, by a mapping. Not thread-safe. */
final class RowConverter {
  private static final List<String> NAME_PARTS =
      List.of("prefix", "given", "additional", "family", "suffix", "full");

  private final List<Mapping.Column> columns;
  private final boolean own;
  private final boolean decimalComma;
  private final Birthdays.Order order;
  private final Map<String, CustomField> fields = new HashMap<>();
  private final RowLists lists;

  /** The columns that are read one by one, the slots' left out. */
  private final int[] single;

  RowConverter(CsvLayout layout, Mapping mapping, List<CustomField> fields, Birthdays.Order order) {
    this.columns = mapping.columns();
    this.own = layout.isOwnExport();
    this.decimalComma = layout.separator() == ';' && !own;
    this.order = order;
    fields.forEach(field -> this.fields.put(field.name(), field));
    this.lists = new RowLists(columns, own);
    Set<String> inSlots = Set.of("emails", "phones", "urls", "addresses", "ignore");
    int[] left = new int[columns.size()];
    int count = 0;
    for (int i = 0; i < left.length; i++) {
      if (!inSlots.contains(columns.get(i).target().kind())) {
        left[count++] = i;
      }
    }
    this.single = Arrays.copyOf(left, count);
  }

  Contact convert(List<String> row) throws Unusable {
    String[] name = new String[NAME_PARTS.size()];
    String organization = null;
    String title = null;
    String birthday = null;
    String notes = null;
    String source = null;
    Set<String> tags = new LinkedHashSet<>();
    Set<String> purposes = new LinkedHashSet<>();
    Map<String, Object> custom = new LinkedHashMap<>();
    for (int i : single) {
      String cell = cell(row, i, own);
      if (cell.isEmpty()) {
        continue;
      }
      Mapping.Column column = columns.get(i);
      Target target = column.target();
      switch (target.kind()) {
        case "name" -> name(name, target.part(), cell, column.name());
        case "organization" -> organization = first(organization, cell, column.name());
        case "title" -> title = first(title, cell, column.name());
        case "source" -> source = first(source, cell, column.name());
        case "birthday" -> birthday = birthday(birthday, cell, column.name());
        case "notes" ->
            notes =
                Bounds.check(
                    notes == null ? cell : notes + "\n" + cell, Bounds.NOTES, column.name());
        case "tags" -> words(tags, cell, column.name());
        case "purposes" -> words(purposes, cell, column.name());
        default -> {
          CustomField field = fields.get(target.part());
          if (field != null) {
            custom.put(
                field.name(), CustomCells.value(field, cell, decimalComma, order, column.name()));
          }
        }
      }
    }
    List<Contact.Email> emails = lists.emails(row);
    List<Contact.Phone> phones = lists.phones(row);
    Contact.Name names = name(name);
    if (names == null && organization == null && emails.isEmpty() && phones.isEmpty()) {
      throw new Unusable(
          "nothing-usable",
          null,
          "The row has no name, organization, e-mail address or telephone.");
    }
    return new Contact(
        null,
        names,
        organization,
        title,
        emails,
        phones,
        lists.addresses(row),
        birthday,
        lists.urls(row),
        notes,
        List.copyOf(tags),
        source,
        custom,
        List.copyOf(purposes),
        null,
        null);
  }

  /** The cell, cleaned where it is not exactly ours; empty where the row has none. */
  static String cell(List<String> row, int column, boolean own) {
    if (column < 0 || column >= row.size()) {
      return "";
    }
    String cell = row.get(column);
    return own || cell.isEmpty() ? cell : Text.clean(cell);
  }

  private void name(String[] name, String part, String cell, String column) throws Unusable {
    int i = NAME_PARTS.indexOf(part);
    String text = Bounds.line(cell, part.equals("full") ? Bounds.FULL_NAME : Bounds.NAME, column);
    if (name[i] == null) {
      name[i] = text;
    } else if (part.equals("prefix")) {
      // «Anrede» and «Titel» are two columns
      name[i] = Bounds.check(name[i] + " " + text, Bounds.NAME, column);
    }
  }

  private static Contact.Name name(String[] name) {
    for (String part : name) {
      if (part != null) {
        return new Contact.Name(name[0], name[1], name[2], name[3], name[4], name[5]);
      }
    }
    return null;
  }

  private static String first(String known, String cell, String column) throws Unusable {
    return known != null ? known : Bounds.line(cell, Bounds.LINE, column);
  }

  private String birthday(String known, String cell, String column) throws Unusable {
    if (known != null) {
      return known;
    }
    try {
      return Birthdays.parse(cell, order);
    } catch (DateTimeException e) {
      throw new Unusable("invalid-date", column, "That is not a date of birth.");
    }
  }

  private void words(Set<String> words, String cell, String column) throws Unusable {
    List<String> values =
        own || cell.contains(" ::: ") ? Values.split(cell, own) : List.of(cell.split("[;,\\n]"));
    for (String value : values) {
      String word = own ? value : Text.clean(value);
      if (!own && word.startsWith("* ")) {
        // Google's own groups; everyone is in «myContacts», so it says nothing
        word = word.equals("* myContacts") ? "" : word.substring(2);
      }
      if (!word.isEmpty()) {
        words.add(Bounds.line(word, Bounds.TAG, column));
      }
    }
  }
}
