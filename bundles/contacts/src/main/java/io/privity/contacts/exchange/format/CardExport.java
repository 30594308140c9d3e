// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import com.github.mangstadt.vinnie.SyntaxStyle;
import com.github.mangstadt.vinnie.VObjectParameters;
import com.github.mangstadt.vinnie.VObjectProperty;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import com.github.mangstadt.vinnie.io.VObjectWriter;
import io.privity.api.contacts.Contact;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** vCard 4.0 (RFC 6350); what it has no property for stands in extended ones of our own. */
final class CardExport implements ExportWriter {
  static final String PRODID = "-//Privity//Contacts 1//EN";

  /** Marks a formatted name that the contact does not have, but a card must. */
  static final String DERIVED = "X-PRIVITY-DERIVED";

  static final String SOURCE = "X-PRIVITY-SOURCE";
  static final String PURPOSES = "X-PRIVITY-PURPOSES";
  static final String CUSTOM = "X-PRIVITY-CUSTOM";
  static final String FIELD = "X-FIELD";

  private final Writer out;
  private final VObjectWriter cards;
  private int group;

  CardExport(Writer out) {
    this.out = out;
    this.cards = new VObjectWriter(out, SyntaxStyle.NEW);
    cards.setCaretEncodingEnabled(true);
  }

  @Override
  public void write(byte[] json) throws IOException {
    Contact contact = ContactJson.read(json);
    group = 0;
    cards.writeBeginComponent("VCARD");
    cards.writeVersion("4.0");
    cards.writeProperty("PRODID", PRODID);
    if (contact.id() != null) {
      cards.writeProperty("UID", "urn:uuid:" + contact.id());
    }
    name(contact);
    text("ORG", contact.organization());
    text("TITLE", contact.title());
    for (Contact.Email email : orEmpty(contact.emails())) {
      labelled("EMAIL", email.label(), VObjectPropertyValues.escape(email.address()), false);
    }
    for (Contact.Phone phone : orEmpty(contact.phones())) {
      labelled("TEL", phone.label(), VObjectPropertyValues.escape(phone.number()), true);
    }
    for (Contact.Address a : orEmpty(contact.addresses())) {
      List<String> parts =
          Arrays.asList(
              null, null, a.street(), a.locality(), a.region(), a.postalCode(), a.country());
      labelled("ADR", a.label(), structured(parts), false);
    }
    for (Contact.Url url : orEmpty(contact.urls())) {
      labelled("URL", url.label(), VObjectPropertyValues.escape(url.url()), false);
    }
    if (contact.birthday() != null) {
      cards.writeProperty("BDAY", basic(contact.birthday()));
    }
    text("NOTE", contact.notes());
    words("CATEGORIES", contact.tags());
    words(PURPOSES, contact.purposes());
    text(SOURCE, contact.source());
    if (contact.custom() != null) {
      for (Map.Entry<String, Object> field : contact.custom().entrySet()) {
        VObjectParameters parameters = new VObjectParameters();
        parameters.put(FIELD, field.getKey());
        String value = VObjectPropertyValues.escape(field.getValue().toString());
        cards.writeProperty(new VObjectProperty(null, CUSTOM, parameters, value));
      }
    }
    cards.writeEndComponent("VCARD");
  }

  private void name(Contact contact) throws IOException {
    Contact.Name name = contact.name();
    if (name != null && name.full() != null) {
      text("FN", name.full());
    } else {
      VObjectParameters parameters = new VObjectParameters();
      parameters.put(DERIVED, "1");
      String shown = VObjectPropertyValues.escape(shown(contact));
      cards.writeProperty(new VObjectProperty(null, "FN", parameters, shown));
    }
    if (name != null) {
      cards.writeProperty(
          "N",
          structured(
              Arrays.asList(
                  name.family(), name.given(), name.additional(), name.prefix(), name.suffix())));
    }
  }

  private static String shown(Contact contact) {
    if (contact.organization() != null) {
      return contact.organization();
    }
    if (!orEmpty(contact.emails()).isEmpty()) {
      return contact.emails().get(0).address();
    }
    return orEmpty(contact.phones()).isEmpty() ? "" : contact.phones().get(0).number();
  }

  private static String structured(List<String> parts) {
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      value.append(i == 0 ? "" : ";");
      value.append(parts.get(i) == null ? "" : VObjectPropertyValues.escape(parts.get(i)));
    }
    return value.toString();
  }

  private static String basic(String birthday) {
    return birthday.startsWith("--")
        ? "--" + birthday.substring(2).replace("-", "")
        : birthday.replace("-", "");
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }

  private void text(String name, String value) throws IOException {
    if (value != null) {
      cards.writeProperty(name, VObjectPropertyValues.escape(value));
    }
  }

  private void words(String name, List<String> words) throws IOException {
    if (!orEmpty(words).isEmpty()) {
      cards.writeProperty(name, VObjectPropertyValues.writeList(words));
    }
  }

  private void labelled(String name, String label, String value, boolean phone) throws IOException {
    VObjectParameters parameters = new VObjectParameters();
    List<String> types = label == null ? List.of() : CardLabels.types(label, phone);
    if (types != null) {
      types.forEach(type -> parameters.put("TYPE", type));
      cards.writeProperty(new VObjectProperty(null, name, parameters, value));
      return;
    }
    String item = "item" + ++group;
    cards.writeProperty(new VObjectProperty(item, name, parameters, value));
    cards.writeProperty(
        new VObjectProperty(
            item, "X-ABLabel", new VObjectParameters(), VObjectPropertyValues.escape(label)));
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }
}
