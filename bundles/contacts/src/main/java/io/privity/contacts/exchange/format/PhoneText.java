// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

/** Telephone numbers as they stand in files. */
final class PhoneText {
  private PhoneText() {}

  /** Without an apostrophe that kept a spreadsheet from calculating; empty for a mere dash. */
  static String clean(String text) {
    String number = Text.clean(text);
    if (number.startsWith("'")) {
      number = number.substring(1);
    }
    if (number.regionMatches(true, 0, "tel:", 0, 4)) {
      number = number.substring(4);
    }
    return number.chars().anyMatch(Character::isLetterOrDigit) ? number : "";
  }

  static String check(String number, String column) throws Unusable {
    if (number.codePoints().noneMatch(Character::isDigit)) {
      throw new Unusable("invalid-phone", column, "That is not a telephone number.");
    }
    return Bounds.line(number, Bounds.LABEL, column);
  }
}
