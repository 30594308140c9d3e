// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import io.privity.api.contacts.Contact;
import java.util.ArrayList;
import java.util.List;

/** The lists of a row's contact: e-mail addresses, telephones, postal addresses, web addresses. */
final class RowLists {
  private static final int STREET = 0;
  private static final int FORMATTED = 5;

  private final List<Mapping.Column> columns;
  private final boolean own;
  private final Slots.Slot[] emails;
  private final Slots.Slot[] phones;
  private final Slots.Slot[] urls;
  private final Slots.AddressSlot[] addresses;

  RowLists(List<Mapping.Column> columns, boolean own) {
    this.columns = columns;
    this.own = own;
    this.emails = Slots.of("emails", columns);
    this.phones = Slots.of("phones", columns);
    this.urls = Slots.of("urls", columns);
    this.addresses = Slots.addresses(columns);
  }

  private String cell(List<String> row, int column) {
    return RowConverter.cell(row, column, own);
  }

  List<Contact.Email> emails(List<String> row) throws Unusable {
    List<Contact.Email> list = new ArrayList<>(2);
    for (Slots.Slot slot : emails) {
      String cell = cell(row, slot.value());
      if (cell.isEmpty()) {
        continue;
      }
      List<String> values = Values.split(cell, own);
      for (int i = 0; i < values.size(); i++) {
        String label = label(row, slot.fixed(), slot.label(), i, values.size());
        List<String> split = own ? List.of(values.get(i)) : EmailText.split(values.get(i));
        for (String address : split) {
          if (!EmailText.isAddress(address)) {
            throw new Unusable(
                "invalid-email",
                columns.get(slot.value()).name(),
                "That is not an e-mail address.");
          }
          list.add(new Contact.Email(label, address));
        }
      }
    }
    return list;
  }

  List<Contact.Phone> phones(List<String> row) throws Unusable {
    List<Contact.Phone> list = new ArrayList<>(2);
    for (Slots.Slot slot : phones) {
      String cell = cell(row, slot.value());
      List<String> values = cell.isEmpty() ? List.of() : Values.split(cell, own);
      for (int i = 0; i < values.size(); i++) {
        String column = columns.get(slot.value()).name();
        List<String> split = own ? List.of(values.get(i)) : List.of(values.get(i).split("[;\\n]"));
        for (String piece : split) {
          String number = own ? piece : PhoneText.clean(piece);
          if (!number.isEmpty()) {
            list.add(
                new Contact.Phone(
                    label(row, slot.fixed(), slot.label(), i, values.size()),
                    PhoneText.check(number, column)));
          }
        }
      }
    }
    return list;
  }

  List<Contact.Url> urls(List<String> row) throws Unusable {
    List<Contact.Url> list = List.of();
    for (Slots.Slot slot : urls) {
      String cell = cell(row, slot.value());
      List<String> values = cell.isEmpty() ? List.of() : Values.split(cell, own);
      for (int i = 0; i < values.size(); i++) {
        String url = Bounds.check(values.get(i), Bounds.URL, columns.get(slot.value()).name());
        if (!url.isEmpty()) {
          list = list.isEmpty() ? new ArrayList<>(2) : list;
          list.add(new Contact.Url(label(row, slot.fixed(), slot.label(), i, values.size()), url));
        }
      }
    }
    return list;
  }

  List<Contact.Address> addresses(List<String> row) throws Unusable {
    List<Contact.Address> list = List.of();
    for (Slots.AddressSlot slot : addresses) {
      List<List<String>> parts = new ArrayList<>(slot.parts().length);
      int count = 0;
      for (int part = 0; part < slot.parts().length; part++) {
        List<String> values = part(row, slot.parts()[part]);
        parts.add(values);
        // a formatted address says again what the parts say
        count = part == FORMATTED && count > 0 ? count : Math.max(count, values.size());
      }
      for (int i = 0; i < count; i++) {
        Contact.Address address =
            address(label(row, slot.fixed(), slot.label(), i, count), parts, i, slot);
        if (address != null) {
          list = list.isEmpty() ? new ArrayList<>(2) : list;
          list.add(address);
        }
      }
    }
    return list;
  }

  private Contact.Address address(
      String label, List<List<String>> parts, int i, Slots.AddressSlot slot) throws Unusable {
    String[] texts = new String[parts.size()];
    boolean some = false;
    for (int part = 0; part < texts.length; part++) {
      String text = i < parts.get(part).size() ? Text.orNull(parts.get(part).get(i)) : null;
      if (text != null) {
        String column = columns.get(slot.parts()[part][0]).name();
        boolean lines = part == STREET || part == FORMATTED;
        text =
            lines
                ? Bounds.check(text, Bounds.STREET, column)
                : Bounds.line(text, part == 3 ? Bounds.LABEL : Bounds.LINE, column);
        some |= part != FORMATTED;
      }
      texts[part] = text;
    }
    if (!some) {
      return texts[FORMATTED] == null
          ? null
          : new Contact.Address(label, texts[FORMATTED], null, null, null, null);
    }
    return new Contact.Address(label, texts[0], texts[1], texts[2], texts[3], texts[4]);
  }

  /** A part's values; several columns («Street 2») are lines of one. */
  private List<String> part(List<String> row, int[] from) {
    if (from.length == 1) {
      String cell = cell(row, from[0]);
      return cell.isEmpty() ? List.of() : Values.split(cell, own);
    }
    String joined = null;
    for (int column : from) {
      String cell = cell(row, column);
      if (!cell.isEmpty()) {
        joined = joined == null ? cell : joined + "\n" + cell;
      }
    }
    return joined == null ? List.of() : List.of(joined);
  }

  private String label(List<String> row, String fixed, int column, int index, int count)
      throws Unusable {
    if (column < 0) {
      return fixed;
    }
    String cell = cell(row, column);
    if (cell.isEmpty()) {
      return null;
    }
    List<String> labels = Values.split(cell, own);
    // one label for several values stands for each of them
    String label = labels.size() == count ? labels.get(index) : labels.get(0);
    if (own) {
      label = labels.size() == count ? Text.orNull(label) : null;
    }
    return Bounds.line(own ? label : Labels.clean(label), Bounds.LABEL, columns.get(column).name());
  }
}
