// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contact;
import io.privity.contacts.index.Keys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Unites a contact with what a file says of the same person: the file wins, lists are united. */
final class Merge {
  private Merge() {}

  static Contact of(Contact known, Contact file) {
    Map<String, Object> custom = new LinkedHashMap<>(orEmpty(known.custom()));
    custom.putAll(orEmpty(file.custom()));
    return new Contact(
        null,
        name(known.name(), file.name()),
        either(file.organization(), known.organization()),
        either(file.title(), known.title()),
        union(known.emails(), file.emails(), email -> Keys.email(email.address())),
        union(known.phones(), file.phones(), phone -> phone(phone.number())),
        union(known.addresses(), file.addresses(), Merge::withoutLabel),
        either(file.birthday(), known.birthday()),
        union(known.urls(), file.urls(), Contact.Url::url),
        either(file.notes(), known.notes()),
        words(known.tags(), file.tags()),
        either(known.source(), file.source()),
        custom,
        purposes(known.purposes(), file.purposes()),
        null,
        null);
  }

  private static <T> T either(T first, T second) {
    return first != null ? first : second;
  }

  private static Map<String, Object> orEmpty(Map<String, Object> map) {
    return map == null ? Map.of() : map;
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }

  /** The full name is made anew when the file brings other parts and no full name. */
  private static Contact.Name name(Contact.Name known, Contact.Name file) {
    if (known == null || file == null) {
      return either(file, known);
    }
    Contact.Name parts =
        new Contact.Name(
            either(file.prefix(), known.prefix()),
            either(file.given(), known.given()),
            either(file.additional(), known.additional()),
            either(file.family(), known.family()),
            either(file.suffix(), known.suffix()),
            known.full());
    String full = file.full() != null ? file.full() : parts.equals(known) ? known.full() : null;
    return new Contact.Name(
        parts.prefix(), parts.given(), parts.additional(), parts.family(), parts.suffix(), full);
  }

  private static String phone(String number) {
    String digits = Keys.phone(number);
    return digits.isEmpty() ? number : digits;
  }

  private static Contact.Address withoutLabel(Contact.Address a) {
    return new Contact.Address(
        null, a.street(), a.locality(), a.region(), a.postalCode(), a.country());
  }

  private static <T> List<T> union(List<T> known, List<T> file, Function<T, ?> key) {
    if (orEmpty(known).isEmpty()) {
      return orEmpty(file);
    }
    List<T> union = new ArrayList<>(known);
    Set<Object> keys = new HashSet<>();
    known.forEach(value -> keys.add(key.apply(value)));
    for (T value : orEmpty(file)) {
      if (keys.add(key.apply(value))) {
        union.add(value);
      }
    }
    return union;
  }

  private static List<String> purposes(List<String> known, List<String> file) {
    List<String> assigned = new ArrayList<>(words(known, file));
    if (assigned.size() > 1) {
      assigned.remove(Caller.UNASSIGNED);
    }
    return assigned;
  }

  private static List<String> words(List<String> known, List<String> file) {
    Set<String> words = new LinkedHashSet<>(orEmpty(known));
    words.addAll(orEmpty(file));
    return List.copyOf(words);
  }
}
