// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.contacts.CustomField;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/** The values of custom fields: each field must be defined, and its value be of its type. */
final class CustomValues {
  private static final int TEXT = 4096;

  /** JSON allows numbers that take for ever to calculate with. */
  private static final int DIGITS = 100;

  private CustomValues() {}

  static Map<String, Object> check(Map<String, Object> given, Map<String, CustomField> fields) {
    if (given == null || given.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> checked = new TreeMap<>();
    given.forEach(
        (name, value) -> {
          CustomField field = fields.get(name);
          if (field == null) {
            throw Refusals.invalid(
                CustomFieldRules.isName(name) ? "custom." + name : "custom",
                "There is no such custom field.");
          }
          Object clean = value == null ? null : value(field, value, "custom." + name);
          if (clean != null) {
            checked.put(name, clean);
          }
        });
    return checked;
  }

  private static Object value(CustomField field, Object value, String at) {
    switch (field.type()) {
      case "number" -> {
        if (value instanceof Number number && isBounded(number)) {
          return number;
        }
      }
      case "flag" -> {
        if (value instanceof Boolean) {
          return value;
        }
      }
      case "date" -> {
        if (value instanceof String text && Birthdays.isDate(text.strip())) {
          return text.strip();
        }
      }
      case "choice" -> {
        if (value instanceof String text) {
          String clean = Texts.line(text, at, TEXT);
          if (clean == null || field.choices().contains(clean)) {
            return clean;
          }
        }
      }
      default -> {
        if (value instanceof String text) {
          return Texts.line(text, at, TEXT);
        }
      }
    }
    throw Refusals.invalid(at, "The value is not of the field's type: " + field.type() + ".");
  }

  private static boolean isBounded(Number number) {
    if (number instanceof Double || number instanceof Float) {
      return Double.isFinite(number.doubleValue());
    }
    if (number instanceof BigInteger big) {
      return big.bitLength() <= 3 * DIGITS;
    }
    if (number instanceof BigDecimal big) {
      return big.precision() <= DIGITS && Math.abs(big.scale()) <= DIGITS;
    }
    return true;
  }
}
