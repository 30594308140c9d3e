// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import io.privity.api.contacts.Contact;
import io.privity.api.contacts.CustomField;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Our own CSV. Its columns are named like the targets of a mapping, so an import needs no guess.
 * Lists have numbered columns; what goes beyond them stands in the last, joined.
 */
final class CsvExport implements ExportWriter {
  /** Columns that are there to be read; a new contact gets its own. */
  static final Set<String> NOT_IMPORTED = Set.of("id", "createdAt", "updatedAt");

  private static final int EMAILS = 4;
  private static final int PHONES = 4;
  private static final int ADDRESSES = 2;
  private static final int URLS = 2;

  private final Writer out;
  private final CsvWriter rows;
  private final List<CustomField> fields;
  private List<String> row = new ArrayList<>();
  private boolean begun;

  CsvExport(Writer out, List<CustomField> fields) {
    this.out = out;
    this.rows = new CsvWriter(out);
    this.fields = List.copyOf(fields);
  }

  private void begin() throws IOException {
    begun = true;
    List<String> header = new ArrayList<>();
    for (String part : List.of("full", "prefix", "given", "additional", "family", "suffix")) {
      header.add("name." + part);
    }
    header.addAll(List.of("organization", "title"));
    header(header, "emails", EMAILS, "label", "address");
    header(header, "phones", PHONES, "label", "number");
    header(
        header,
        "addresses",
        ADDRESSES,
        "label",
        "street",
        "locality",
        "region",
        "postalCode",
        "country");
    header(header, "urls", URLS, "label", "url");
    header.addAll(List.of("birthday", "notes", "tags"));
    fields.forEach(field -> header.add("custom." + field.name()));
    header.addAll(List.of("purposes", "source", "id", "createdAt", "updatedAt"));
    rows.write(header);
  }

  private static void header(List<String> header, String list, int count, String... parts) {
    for (int i = 1; i <= count; i++) {
      for (String part : parts) {
        header.add(list + "." + i + "." + part);
      }
    }
  }

  @Override
  public void write(byte[] json) throws IOException {
    if (!begun) {
      begin();
    }
    Contact contact = ContactJson.read(json);
    row = new ArrayList<>();
    Contact.Name name =
        contact.name() == null
            ? new Contact.Name(null, null, null, null, null, null)
            : contact.name();
    add(name.full(), name.prefix(), name.given(), name.additional(), name.family(), name.suffix());
    add(contact.organization(), contact.title());
    list(contact.emails(), EMAILS, List.of(Contact.Email::label, Contact.Email::address));
    list(contact.phones(), PHONES, List.of(Contact.Phone::label, Contact.Phone::number));
    list(
        contact.addresses(),
        ADDRESSES,
        List.of(
            Contact.Address::label,
            Contact.Address::street,
            Contact.Address::locality,
            Contact.Address::region,
            Contact.Address::postalCode,
            Contact.Address::country));
    list(contact.urls(), URLS, List.of(Contact.Url::label, Contact.Url::url));
    add(contact.birthday(), contact.notes(), Values.join(orEmpty(contact.tags())));
    for (CustomField field : fields) {
      Object value = contact.custom() == null ? null : contact.custom().get(field.name());
      add(value == null ? null : value.toString());
    }
    add(Values.join(orEmpty(contact.purposes())), contact.source());
    add(contact.id(), contact.createdAt(), contact.updatedAt());
    rows.write(row);
  }

  private void add(String... cells) {
    for (String cell : cells) {
      row.add(cell);
    }
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }

  private <T> void list(List<T> given, int columns, List<Function<T, String>> parts) {
    List<T> list = orEmpty(given);
    for (int i = 0; i < columns; i++) {
      int to = i + 1 == columns ? list.size() : Math.min(i + 1, list.size());
      List<T> here = i < to ? list.subList(i, to) : List.of();
      for (Function<T, String> part : parts) {
        List<String> values = here.stream().map(part).toList();
        row.add(values.stream().allMatch(Objects::isNull) ? null : Values.join(values));
      }
    }
  }

  @Override
  public void finish() throws IOException {
    if (!begun) {
      begin();
    }
    out.flush();
  }
}
