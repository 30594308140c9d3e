// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import com.github.mangstadt.vinnie.VObjectProperty;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import io.privity.api.contacts.Contact;
import io.privity.contacts.exchange.format.CardConverter.Card;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Gathers a contact's fields from the properties of a card. */
final class CardFields {
  private static final String STREET_PARTS = ", ";

  private final Card card;
  private final Birthdays.Order order;

  private String[] name = new String[5];
  private String full;
  private String organization;
  private String title;
  private String role;
  private String birthday;
  private String notes;
  private String source;
  private final List<Contact.Email> emails = new ArrayList<>(2);
  private final List<Contact.Phone> phones = new ArrayList<>(2);
  private final List<Contact.Address> addresses = new ArrayList<>(1);
  private final List<Contact.Url> urls = new ArrayList<>(1);
  private final Set<String> tags = new LinkedHashSet<>();
  private final Set<String> purposes = new LinkedHashSet<>();
  private final Map<String, String> custom = new LinkedHashMap<>();
  private final Map<String, String> extras = new LinkedHashMap<>();

  CardFields(Card card, Birthdays.Order order) {
    this.card = card;
    this.order = order;
  }

  /** Takes a property; false when a contact has no field for it. */
  boolean take(VObjectProperty property) throws Unusable {
    switch (property.getName()) {
      case "N" -> name(property);
      case "FN" -> {
        if (full == null && property.getParameters().first(CardExport.DERIVED) == null) {
          full = line(property, Bounds.FULL_NAME);
        }
      }
      case "ORG" -> organization(property);
      case "TITLE" -> title = title == null ? line(property, Bounds.LINE) : title;
      case "ROLE" -> role = role == null ? line(property, Bounds.LINE) : role;
      case "EMAIL" -> email(property);
      case "TEL" -> phone(property);
      case "ADR" -> address(property);
      case "URL" -> url(property);
      case "BDAY" -> birthday(property);
      case "NOTE" -> put(new Target("notes", null, null), clean(property), "NOTE");
      case "CATEGORIES" -> words(tags, property);
      case CardExport.SOURCE -> source = line(property, Bounds.LINE);
      case CardExport.PURPOSES -> words(purposes, property);
      case CardExport.CUSTOM -> {
        String field = property.getParameters().first(CardExport.FIELD);
        if (field != null) {
          custom.put(field, card.text(property));
        }
      }
      case "KIND", "X-ADDRESSBOOKSERVER-KIND" -> {
        if (property.getValue().strip().equalsIgnoreCase("group")) {
          throw new Unusable("group-card", "KIND", "The card is a group, not a person.");
        }
      }
      case "VERSION",
          "PRODID",
          "REV",
          "UID",
          "X-ABLABEL",
          "X-ABUID",
          "X-ABSHOWAS",
          "X-ABADR",
          "PHOTO",
          "LOGO",
          "SOUND",
          "KEY",
          "AGENT",
          "LABEL",
          "MAILER",
          "CLASS",
          "PROFILE",
          "NAME",
          "SORT-STRING",
          "CLIENTPIDMAP",
          "XML",
          "CALADRURI",
          "CALURI",
          "FBURL",
          "SOURCE" -> {}
      default -> {
        return false;
      }
    }
    return true;
  }

  private String clean(VObjectProperty property) {
    return Text.clean(card.text(property));
  }

  private String line(VObjectProperty property, int max) throws Unusable {
    return Text.orNull(Bounds.line(clean(property), max, property.getName()));
  }

  private static String component(List<String> components, int i) {
    return i < components.size() ? Text.orNull(Text.clean(components.get(i))) : null;
  }

  private void name(VObjectProperty property) throws Unusable {
    // family, given, additional, prefix, suffix
    List<String> components = card.structured(property, " ");
    String[] parts = new String[5];
    boolean some = false;
    for (int i = 0; i < parts.length; i++) {
      parts[i] = Bounds.line(component(components, i), Bounds.NAME, "N");
      some |= parts[i] != null;
    }
    if (some) {
      name = parts;
    }
  }

  private void organization(VObjectProperty property) throws Unusable {
    List<String> components = VObjectPropertyValues.parseSemiStructured(property.getValue());
    String first = Bounds.line(component(components, 0), Bounds.LINE, "ORG");
    organization = organization == null ? first : organization;
    for (int i = 1; i < components.size(); i++) {
      String unit = component(components, i);
      if (unit != null) {
        extras.merge("ORG.unit", unit, (one, other) -> one + ", " + other);
      }
    }
  }

  private String label(VObjectProperty property) throws Unusable {
    String label = CardLabels.of(property, card.labels, card.own);
    return Bounds.line(label, Bounds.LABEL, property.getName());
  }

  private void email(VObjectProperty property) throws Unusable {
    for (String address : EmailText.split(clean(property))) {
      if (!EmailText.isAddress(address)) {
        throw new Unusable("invalid-email", "EMAIL", "That is not an e-mail address.");
      }
      emails.add(new Contact.Email(label(property), address));
    }
  }

  private void phone(VObjectProperty property) throws Unusable {
    String value = clean(property);
    String number = card.own ? value : PhoneText.clean(value);
    if (number.length() < value.length() && number.contains(";ext=")) {
      // RFC 3966
      number = number.replace(";ext=", " ext. ");
    }
    if (!number.isEmpty()) {
      phones.add(new Contact.Phone(label(property), PhoneText.check(number, "TEL")));
    }
  }

  private void address(VObjectProperty property) throws Unusable {
    List<String> components = card.structured(property, STREET_PARTS);
    String street = component(components, 2);
    for (int i = 1; i >= 0; i--) {
      // extended address, then post office box
      String more = component(components, i);
      street = street == null ? more : more == null ? street : street + "\n" + more;
    }
    Contact.Address address =
        new Contact.Address(
            label(property),
            Bounds.check(street, Bounds.STREET, "ADR"),
            Bounds.line(component(components, 3), Bounds.LINE, "ADR"),
            Bounds.line(component(components, 4), Bounds.LINE, "ADR"),
            Bounds.line(component(components, 5), Bounds.LABEL, "ADR"),
            Bounds.line(component(components, 6), Bounds.LINE, "ADR"));
    boolean empty =
        address.street() == null
            && address.locality() == null
            && address.region() == null
            && address.postalCode() == null
            && address.country() == null;
    if (!empty) {
      addresses.add(address);
    }
  }

  private void url(VObjectProperty property) throws Unusable {
    String url = Bounds.check(clean(property).replace("\\:", ":"), Bounds.URL, "URL");
    if (!url.isEmpty()) {
      urls.add(new Contact.Url(label(property), url));
    }
  }

  private void birthday(VObjectProperty property) throws Unusable {
    String text = clean(property);
    if (birthday != null || text.isEmpty()) {
      return;
    }
    try {
      String date = Birthdays.parse(text, order);
      String omitted = property.getParameters().first("X-APPLE-OMIT-YEAR");
      boolean omits = date != null && omitted != null && date.startsWith(omitted + "-");
      birthday = omits ? "-" + date.substring(4) : date;
    } catch (DateTimeException e) {
      throw new Unusable("invalid-date", "BDAY", "That is not a date of birth.");
    }
  }

  private void words(Set<String> words, VObjectProperty property) throws Unusable {
    for (String value : VObjectPropertyValues.parseList(property.getValue())) {
      String word = Text.clean(value);
      if (!word.isEmpty() && !word.equals("myContacts")) {
        words.add(Bounds.line(word, Bounds.TAG, property.getName()));
      }
    }
  }

  /** Puts a value where the mapping says. */
  void put(Target target, String value, String column) throws Unusable {
    switch (target.kind()) {
      case "notes" ->
          notes =
              value.isEmpty()
                  ? notes
                  : Bounds.check(
                      notes == null ? value : notes + "\n" + value, Bounds.NOTES, column);
      case "organization" ->
          organization =
              organization == null ? Bounds.line(value, Bounds.LINE, column) : organization;
      case "title" -> title = title == null ? Bounds.line(value, Bounds.LINE, column) : title;
      case "tags" -> tags.add(Bounds.line(value, Bounds.TAG, column));
      case "custom" -> custom.putIfAbsent(target.part(), value);
      default -> {}
    }
  }

  Map<String, String> extras() {
    return extras;
  }

  Map<String, String> custom() {
    return custom;
  }

  Contact contact(Map<String, Object> values) throws Unusable {
    boolean named = full != null || Arrays.stream(name).anyMatch(Objects::nonNull);
    Contact.Name names =
        named ? new Contact.Name(name[3], name[1], name[2], name[0], name[4], full) : null;
    if (names == null && organization == null && emails.isEmpty() && phones.isEmpty()) {
      throw new Unusable(
          "nothing-usable",
          null,
          "The card has no name, organization, e-mail address or telephone.");
    }
    return new Contact(
        null,
        names,
        organization,
        title == null ? role : title,
        emails,
        phones,
        addresses,
        birthday,
        urls,
        notes,
        List.copyOf(tags),
        source,
        values,
        List.copyOf(purposes),
        null,
        null);
  }
}
