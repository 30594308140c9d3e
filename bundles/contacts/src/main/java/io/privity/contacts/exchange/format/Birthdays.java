// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Birthdays in the notations of files, made ISO 8601, the year optional. */
final class Birthdays {
  /** Which number comes first where both could be the day. */
  enum Order {
    DAY_FIRST,
    MONTH_FIRST
  }

  private static final Pattern ISO =
      Pattern.compile("(\\d{4})([-/.]?)(\\d{1,2})\\2(\\d{1,2})(?:[T ].*)?");
  private static final Pattern NO_YEAR = Pattern.compile("--(\\d{2})-?(\\d{2})");
  private static final Pattern LOCAL =
      Pattern.compile("(\\d{1,2})([./-]) ?(\\d{1,2})\\2 ?(\\d{4}|\\d{2})(?: .*)?");
  private static final Pattern LOCAL_NO_YEAR = Pattern.compile("(\\d{1,2})\\. ?(\\d{1,2})\\.");

  /** How programs say that there is none: zeros, and the ends of their calendars. */
  private static final Pattern NONE =
      Pattern.compile("[0/.\\- :T]*|0?1[/.]0?1[/.](1601|4501|0001)|(1601|4501|0001)-?01-?01.*");

  private static final Set<Integer> YEARS_FOR_NONE = Set.of(1604, 1600, 1584);
  private static final int FIRST_YEAR = 1800;

  private Birthdays() {}

  /**
   * @return the date, or null where the text says that there is none
   * @throws DateTimeException when it is no date, or one to come
   */
  static String parse(String text, Order order) {
    if (NONE.matcher(text).matches()) {
      return null;
    }
    String date = anyDate(text, order);
    if (date.startsWith("--")) {
      return date;
    }
    int year = Integer.parseInt(date.substring(0, 4));
    if (YEARS_FOR_NONE.contains(year)) {
      // Apple's year for a birthday without one
      return "-" + date.substring(4);
    }
    if (year < FIRST_YEAR || LocalDate.parse(date).isAfter(LocalDate.now().plusDays(1))) {
      throw new DateTimeException("not a birthday");
    }
    return date;
  }

  /**
   * @return the date, the year optional
   * @throws DateTimeException when it is no date
   */
  static String anyDate(String text, Order order) {
    Matcher iso = ISO.matcher(text);
    if (iso.matches() && (!iso.group(2).isEmpty() || text.length() >= 8)) {
      return date(number(iso, 1), number(iso, 3), number(iso, 4));
    }
    Matcher noYear = NO_YEAR.matcher(text);
    if (noYear.matches()) {
      return monthDay(number(noYear, 1), number(noYear, 2));
    }
    Matcher local = LOCAL.matcher(text);
    if (local.matches()) {
      int one = number(local, 1);
      int two = number(local, 3);
      boolean dots = local.group(2).equals(".");
      boolean monthFirst = !dots && (two > 12 || order == Order.MONTH_FIRST && one <= 12);
      int year = year(local.group(4));
      return monthFirst ? date(year, one, two) : date(year, two, one);
    }
    Matcher localNoYear = LOCAL_NO_YEAR.matcher(text);
    if (localNoYear.matches()) {
      return monthDay(number(localNoYear, 2), number(localNoYear, 1));
    }
    throw new DateTimeException("not a date");
  }

  /** A value that can only be read one way: its order; else null. */
  static Order order(String text) {
    Matcher local = LOCAL.matcher(text);
    if (!local.matches() || local.group(2).equals(".")) {
      return null;
    }
    int one = number(local, 1);
    int two = number(local, 3);
    if (one > 12 && two <= 12) {
      return Order.DAY_FIRST;
    }
    return two > 12 && one <= 12 ? Order.MONTH_FIRST : null;
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static int year(String text) {
    int year = Integer.parseInt(text);
    if (text.length() == 4) {
      return year;
    }
    int thisYear = LocalDate.now().getYear();
    int inThisCentury = thisYear - thisYear % 100 + year;
    return inThisCentury > thisYear ? inThisCentury - 100 : inThisCentury;
  }

  private static String date(int year, int month, int day) {
    if (year < 1) {
      throw new DateTimeException("no such year");
    }
    return LocalDate.of(year, month, day).toString();
  }

  private static String monthDay(int month, int day) {
    return MonthDay.of(month, day).toString();
  }
}
