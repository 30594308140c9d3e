// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What people are recognised by when they come again: their e-mail addresses and telephone numbers,
 * in the one form that the rights work knows them in.
 */
public final class Identifiers {
  static final String EMAIL = "email:";
  static final String PHONE = "phone:";

  /** What is shorter is an extension or a service, and many people's. */
  private static final int MIN_DIGITS = 6;

  private static final int MAX_LOCAL = 64;
  private static final int MAX_DOMAIN = 255;
  private static final int MAX_NUMBER = 40;

  /** The longest telephone number that a contact takes. */
  private static final int MAX_CELL = 64;

  /**
   * A passage of a text that may be someone's address or number.
   *
   * @param end behind its last character
   */
  public record Found(int start, int end, String identifier) {}

  private Identifiers() {}

  public static Set<String> of(SearchFields fields) {
    Set<String> identifiers = new HashSet<>();
    fields.emails().forEach(key -> identifiers.add(EMAIL + key));
    fields.phones().stream()
        .filter(key -> key.length() >= MIN_DIGITS)
        .forEach(key -> identifiers.add(PHONE + key));
    return identifiers;
  }

  /** What in a text may be one; more is found than is meant. */
  public static List<Found> in(String text) {
    List<Found> found = new ArrayList<>();
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      addEmail(text, at, found);
    }
    for (int at = 0; at < text.length(); ) {
      at = Character.isDigit(text.charAt(at)) ? addPhone(text, at, found) : at + 1;
    }
    return found;
  }

  /**
   * What in a cell of a table, or in a property of a card, may be one: its lines and what they say
   * behind a colon count as whole too, since a number is compared with all that stands by it.
   */
  public static Set<String> inCell(String cell) {
    Set<String> identifiers = new HashSet<>();
    in(cell).forEach(found -> identifiers.add(found.identifier()));
    cell.lines()
        .forEach(
            line -> {
              addWhole(line, identifiers);
              addWhole(line.substring(line.lastIndexOf(':') + 1), identifiers);
            });
    return identifiers;
  }

  private static void addWhole(String text, Set<String> identifiers) {
    String key = text.length() > MAX_CELL ? "" : Keys.phone(text);
    if (key.length() >= MIN_DIGITS) {
      identifiers.add(PHONE + key);
    }
  }

  private static void addEmail(String text, int at, List<Found> found) {
    int start = at;
    while (start > 0 && at - start < MAX_LOCAL && isLocal(text, start - 1)) {
      start--;
    }
    int end = at + 1;
    while (end < text.length() && end - at <= MAX_DOMAIN && isDomain(text.charAt(end))) {
      end++;
    }
    while (end > at + 1 && !Character.isLetterOrDigit(text.charAt(end - 1))) {
      end--;
    }
    if (start < at && end > at + 1) {
      found.add(new Found(start, end, EMAIL + Keys.email(text.substring(start, end))));
    }
  }

  private static boolean isLocal(String text, int at) {
    char c = text.charAt(at);
    if (c == '\'') {
      // within a word, not around the address
      return at > 0 && Character.isLetterOrDigit(text.charAt(at - 1));
    }
    return isDomain(c) || "_%+/=&~#!$*?^{|}`".indexOf(c) >= 0;
  }

  private static boolean isDomain(char c) {
    return c == '.'
        || c == '-'
        || Character.isLetterOrDigit(c)
        || Character.isSurrogate(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  /** Takes a run of digits with what is written between them; answers where to go on. */
  private static int addPhone(String text, int first, List<Found> found) {
    int last = first;
    int slash = -1;
    int i = first + 1;
    for (; i < text.length() && i - first < MAX_NUMBER; i++) {
      char c = text.charAt(i);
      if (Character.isDigit(c)) {
        last = i;
      } else if (c == '/' && slash < 0) {
        slash = i;
      } else if (" \u00a0-.()/".indexOf(c) < 0) {
        break;
      }
    }
    addPhone(text, first, last + 1, found);
    if (slash > 0 && slash < last) {
      // perhaps two numbers, not one
      addPhone(text, first, slash, found);
      return slash + 1;
    }
    return last + 1;
  }

  private static void addPhone(String text, int start, int end, List<Found> found) {
    String key = Keys.phone(text.substring(start, end));
    if (key.length() >= MIN_DIGITS) {
      found.add(new Found(start, end, PHONE + key));
    }
  }
}
