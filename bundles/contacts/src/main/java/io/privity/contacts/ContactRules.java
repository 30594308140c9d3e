// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.Contact.Address;
import io.privity.api.contacts.Contact.Email;
import io.privity.api.contacts.Contact.Name;
import io.privity.api.contacts.Contact.Phone;
import io.privity.api.contacts.Contact.Url;
import io.privity.api.contacts.CustomField;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a contact must be: every text in one form and of bounded length, every value of its kind,
 * and something that the contact is known by.
 */
final class ContactRules {
  private static final int NAME = 256;
  private static final int FULL_NAME = 1024;
  private static final int LABEL = 64;
  private static final int LINE = 256;
  private static final int STREET = 512;
  private static final int TAG = 100;
  private static final int NOTES = 16_384;
  private static final int MANY = 50;
  private static final int TAGS = 100;

  /** As callers name theirs. */
  private static final Pattern PURPOSE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}");

  private ContactRules() {}

  /**
   * The contact in the form that is kept.
   *
   * @param fields the tenant's custom fields by name
   * @throws io.privity.api.contacts.ContactException {@code invalid-contact} (member {@code
   *     property})
   */
  static Contact check(Contact given, Map<String, CustomField> fields) {
    if (given == null) {
      throw Refusals.invalid("", "A contact is missing.");
    }
    Contact contact =
        new Contact(
            null,
            name(given.name()),
            Texts.line(given.organization(), "organization", LINE),
            Texts.line(given.title(), "title", LINE),
            list(given.emails(), "emails", MANY, ContactRules::email),
            list(given.phones(), "phones", MANY, ContactRules::phone),
            list(given.addresses(), "addresses", MANY, ContactRules::address),
            Birthdays.check(given.birthday(), "birthday"),
            list(given.urls(), "urls", MANY, ContactRules::url),
            Texts.lines(given.notes(), "notes", NOTES),
            words(given.tags(), "tags", TAGS),
            Texts.line(given.source(), "source", LINE),
            CustomValues.check(given.custom(), fields),
            purposes(given.purposes()),
            null,
            null);
    if (contact.name() == null
        && contact.organization() == null
        && contact.emails().isEmpty()
        && contact.phones().isEmpty()) {
      throw Refusals.invalid(
          "name", "A contact needs a name, an organization, an e-mail address or a telephone.");
    }
    return contact;
  }

  private static Name name(Name given) {
    if (given == null) {
      return null;
    }
    String prefix = Texts.line(given.prefix(), "name.prefix", NAME);
    String first = Texts.line(given.given(), "name.given", NAME);
    String additional = Texts.line(given.additional(), "name.additional", NAME);
    String family = Texts.line(given.family(), "name.family", NAME);
    String suffix = Texts.line(given.suffix(), "name.suffix", NAME);
    String full = Texts.line(given.full(), "name.full", FULL_NAME);
    if (full == null) {
      full = Names.compose(new Name(prefix, first, additional, family, suffix, null));
      if (full.isEmpty()) {
        return null;
      }
      if (full.length() > FULL_NAME) {
        throw Refusals.invalid("name", "The name is longer than " + FULL_NAME + " characters.");
      }
    }
    return new Name(prefix, first, additional, family, suffix, full);
  }

  private static Email email(Email given, String at) {
    String address = Texts.line(given.address(), at + ".address", EmailSyntax.MAX);
    if (address == null || !EmailSyntax.isPlausible(address)) {
      throw Refusals.invalid(at + ".address", "That is not an e-mail address.");
    }
    return new Email(Texts.line(given.label(), at + ".label", LABEL), address);
  }

  private static Phone phone(Phone given, String at) {
    String number = Texts.line(given.number(), at + ".number", LABEL);
    if (number == null || number.codePoints().noneMatch(Character::isDigit)) {
      throw Refusals.invalid(at + ".number", "That is not a telephone number.");
    }
    return new Phone(Texts.line(given.label(), at + ".label", LABEL), number);
  }

  private static Address address(Address given, String at) {
    Address address =
        new Address(
            Texts.line(given.label(), at + ".label", LABEL),
            Texts.lines(given.street(), at + ".street", STREET),
            Texts.line(given.locality(), at + ".locality", LINE),
            Texts.line(given.region(), at + ".region", LINE),
            Texts.line(given.postalCode(), at + ".postalCode", LABEL),
            Texts.line(given.country(), at + ".country", LINE));
    if (Stream.of(
            address.street(),
            address.locality(),
            address.region(),
            address.postalCode(),
            address.country())
        .allMatch(Objects::isNull)) {
      throw Refusals.invalid(at, "The address is empty.");
    }
    return address;
  }

  private static Url url(Url given, String at) {
    return new Url(
        Texts.line(given.label(), at + ".label", LABEL),
        WebAddresses.check(given.url(), at + ".url"));
  }

  private static List<String> purposes(List<String> given) {
    List<String> purposes = words(given, "purposes", MANY);
    for (int i = 0; i < purposes.size(); i++) {
      if (!PURPOSE.matcher(purposes.get(i)).matches()) {
        throw Refusals.invalid("purposes[" + i + "]", "That is not the name of a purpose.");
      }
    }
    return purposes.isEmpty() ? List.of(Caller.UNASSIGNED) : purposes;
  }

  /** Words, each once, in the order in which they first came. */
  private static List<String> words(List<String> given, String property, int max) {
    if (given == null || given.isEmpty()) {
      return List.of();
    }
    Set<String> words = new LinkedHashSet<>();
    if (given.size() > max) {
      throw tooMany(property, max);
    }
    for (int i = 0; i < given.size(); i++) {
      String word = given.get(i);
      String at = property + "[" + i + "]";
      String clean = word == null ? null : Texts.line(word, at, TAG);
      if (clean == null) {
        throw Refusals.invalid(at, "The word is empty.");
      }
      words.add(clean);
    }
    return List.copyOf(words);
  }

  private static <T> List<T> list(
      List<T> given, String property, int max, BiFunction<T, String, T> rule) {
    if (given == null || given.isEmpty()) {
      return List.of();
    }
    if (given.size() > max) {
      throw tooMany(property, max);
    }
    List<T> checked = new ArrayList<>(given.size());
    for (int i = 0; i < given.size(); i++) {
      String at = property + "[" + i + "]";
      if (given.get(i) == null) {
        throw Refusals.invalid(at, "The value is missing.");
      }
      checked.add(rule.apply(given.get(i), at));
    }
    return checked;
  }

  private static RuntimeException tooMany(String property, int max) {
    return Refusals.invalid(property, "There are more than " + max + ".");
  }
}
