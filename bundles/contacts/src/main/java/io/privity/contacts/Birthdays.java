// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;

/** Dates as ISO 8601; of a birthday the year may be left out, as in {@code --05-21}. */
final class Birthdays {
  private static final int MAX = 64;
  private static final int LENGTH = 10;
  private static final int WITHOUT_YEAR = 7;

  private Birthdays() {}

  static String check(String text, String property) {
    String date = Texts.line(text, property, MAX);
    if (date == null || isDate(date) || isMonthDay(date)) {
      return date;
    }
    throw Refusals.invalid(property, "A birthday is a real date such as 1970-05-21 or --05-21.");
  }

  /** A real date with its year, of four digits. */
  static boolean isDate(String text) {
    try {
      return text.length() == LENGTH && LocalDate.parse(text).getYear() > 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isMonthDay(String text) {
    try {
      return text.length() == WITHOUT_YEAR && MonthDay.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
