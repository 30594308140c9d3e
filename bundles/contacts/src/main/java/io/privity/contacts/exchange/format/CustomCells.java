// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import io.privity.api.contacts.CustomField;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.Set;

/** Reads texts as values of the tenant's own fields. */
final class CustomCells {
  private static final Set<String> YES =
      Set.of("true", "yes", "y", "1", "x", "on", "ja", "oui", "si", "sì", "sí", "sim", "wahr");
  private static final Set<String> NO =
      Set.of("false", "no", "n", "0", "off", "nein", "non", "nee", "não", "falsch");
  private static final int MAX_NUMBER = 64;

  private CustomCells() {}

  /**
   * @param decimalComma what a lone comma in a number is
   * @return a value of the field's type, or null
   */
  static Object value(
      CustomField field, String text, boolean decimalComma, Birthdays.Order order, String column)
      throws Unusable {
    Object value =
        switch (field.type()) {
          case "number" -> number(text, decimalComma);
          case "flag" -> flag(text);
          case "date" -> date(text, order);
          case "choice" -> choice(field, text);
          default -> Bounds.line(text, Bounds.CUSTOM, column);
        };
    if (value == null) {
      throw new Unusable(
          "invalid-value", column, "The value is not of the field's type: " + field.type() + ".");
    }
    return value;
  }

  private static Boolean flag(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return YES.contains(lower) ? Boolean.TRUE : NO.contains(lower) ? Boolean.FALSE : null;
  }

  private static String date(String text, Birthdays.Order order) {
    try {
      String date = Birthdays.anyDate(text, order);
      return date.startsWith("--") ? null : date;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static String choice(CustomField field, String text) {
    for (String choice : field.choices()) {
      if (choice.equals(text)) {
        return choice;
      }
    }
    for (String choice : field.choices()) {
      if (Text.folded(choice).equals(Text.folded(text))) {
        return choice;
      }
    }
    return null;
  }

  private static Number number(String text, boolean decimalComma) {
    if (text.length() > MAX_NUMBER) {
      return null;
    }
    String plain = text.replaceAll("[\\s\\u00a0\\u202f'’]", "");
    int comma = plain.lastIndexOf(',');
    int dot = plain.lastIndexOf('.');
    if (comma >= 0 && dot >= 0) {
      plain = comma > dot ? plain.replace(".", "").replace(',', '.') : plain.replace(",", "");
    } else if (comma >= 0) {
      boolean grouping = plain.indexOf(',') < comma || !decimalComma && plain.length() - comma == 4;
      plain = plain.replace(grouping ? "," : "", "").replace(',', '.');
    } else if (dot >= 0) {
      boolean grouping = plain.indexOf('.') < dot || decimalComma && plain.length() - dot == 4;
      plain = grouping ? plain.replace(".", "") : plain;
    }
    if (!plain.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,2})?")) {
      return null;
    }
    BigDecimal number = new BigDecimal(plain);
    boolean whole = number.scale() <= 0 && number.precision() - number.scale() <= 18;
    return whole ? (Number) number.longValueExact() : number;
  }
}
