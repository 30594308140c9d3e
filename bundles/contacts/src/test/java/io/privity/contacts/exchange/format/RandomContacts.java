// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import io.privity.api.contacts.Contact;
import io.privity.api.contacts.CustomField;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Contacts as the address book could hold them, in many scripts and with every nasty text. */
final class RandomContacts {
  static final List<CustomField> FIELDS =
      List.of(
          new CustomField("note2", "Zweite Notiz", "text", List.of()),
          new CustomField("size", null, "number", List.of()),
          new CustomField("met", null, "date", List.of()),
          new CustomField("level", null, "choice", List.of("gold", "=silver", "a ::: b")),
          new CustomField("vip", null, "flag", List.of()));

  private static final String[] WORDS = {
    "Müller",
    "Žižková",
    "Шевченко",
    "株式会社",
    "שרה",
    "أحمد",
    "ไทย",
    "한국어",
    "😀👩‍👩‍👧",
    "O'Brien",
    "=cmd()",
    "+1",
    "-2",
    "@sum(1)",
    "'=x",
    "''",
    "'",
    "a,b",
    "a;b",
    "\"q\"",
    "a\\b",
    "a ::: b",
    ":::",
    "\\:::",
    "\\n",
    "BEGIN:VCARD",
    "END:VCARD",
    "* star",
    "x:y",
    "^n^'",
    "a|b",
    "tab",
    "İi",
    "ﬁ",
    "1.5",
    "1,5",
    "item1.TEL:1",
    "%41",
    "=C3=A4",
    "＝x",
    "mailto:x",
    "None",
    "null",
    "0",
    "true"
  };
  private static final String[] LABELS = {
    "work",
    "home",
    "mobile",
    "fax",
    "work fax",
    "other",
    "Cell",
    "_$!<Work>!$_",
    "* x",
    "a,b",
    "Büro;1",
    "pref",
    "\"q\"",
    "=l"
  };

  private final Random random;

  RandomContacts(long seed) {
    this.random = new Random(seed);
  }

  Contact next() {
    Contact.Name name = maybe(this::name);
    String organization = name == null ? text() : maybe(this::text);
    return new Contact(
        null,
        name,
        organization,
        maybe(this::text),
        list(7, () -> new Contact.Email(maybe(this::label), email())),
        list(7, () -> new Contact.Phone(maybe(this::label), phone())),
        list(4, this::address),
        maybe(this::birthday),
        list(4, () -> new Contact.Url(maybe(this::label), url())),
        maybe(this::lines),
        words(),
        maybe(this::text),
        custom(),
        words(),
        null,
        null);
  }

  private Contact.Name name() {
    String given = maybe(this::text);
    return new Contact.Name(
        maybe(this::text), given, maybe(this::text), maybe(this::text), maybe(this::text), text());
  }

  private Contact.Address address() {
    return new Contact.Address(
        maybe(this::label),
        maybe(this::lines),
        text(),
        maybe(this::text),
        maybe(this::word),
        maybe(this::text));
  }

  private Map<String, Object> custom() {
    Map<String, Object> custom = new LinkedHashMap<>();
    if (random.nextBoolean()) {
      custom.put("note2", text());
      custom.put("size", random.nextBoolean() ? (Object) (random.nextLong() / 4096) : number());
      custom.put("met", "0970-05-21");
      custom.put("level", FIELDS.get(3).choices().get(random.nextInt(3)));
      custom.put("vip", random.nextBoolean());
    }
    return custom;
  }

  private BigDecimal number() {
    return new BigDecimal("-1" + random.nextInt(1000) + ".25");
  }

  private String text() {
    StringBuilder text = new StringBuilder(pick(WORDS));
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(random.nextBoolean() ? " " : "").append(pick(WORDS));
    }
    if (random.nextInt(20) == 0) {
      text.append("é漢".repeat(40));
    }
    return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
  }

  private String word() {
    return Normalizer.normalize(pick(WORDS) + pick(WORDS), Normalizer.Form.NFC);
  }

  private String lines() {
    return random.nextBoolean() ? text() : text() + "\n" + text() + "\n\n\t" + text();
  }

  private String label() {
    return pick(LABELS);
  }

  private String email() {
    String local = pick(new String[] {"a", "=a", "+b", "x.y", "jürgen", "-", "o'b", "{x}"});
    return local
        + random.nextInt(1000)
        + "@"
        + pick(new String[] {"example.org", "bücher.example", "a-b.co"});
  }

  private String phone() {
    return pick(new String[] {"+41 44 000 ", "(512) 555-", "00/", "030 12,,", "*31#", "-"})
        + random.nextInt(10_000);
  }

  private String url() {
    return "https://example.org/" + pick(new String[] {"", "a,b;c", "?q=%20&x=1", "ä", "a:::b"});
  }

  private String birthday() {
    return random.nextBoolean() ? "--02-29" : "19" + (10 + random.nextInt(90)) + "-12-31";
  }

  private List<String> words() {
    return List.copyOf(new LinkedHashSet<>(list(3, this::word)));
  }

  private <T> List<T> list(int max, Supplier<T> one) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(max); i > 0; i--) {
      list.add(one.get());
    }
    return list;
  }

  private <T> T maybe(Supplier<T> one) {
    return random.nextInt(3) == 0 ? null : one.get();
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }
}
