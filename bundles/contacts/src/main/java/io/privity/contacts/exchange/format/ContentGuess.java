// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import java.util.List;

/** Guesses where a column goes from what stands in it, where its name says nothing. */
final class ContentGuess {
  private ContentGuess() {}

  /**
   * @param named true when the column has a name, so that digits may be anything
   * @return a target, or null
   */
  static Target of(List<List<String>> rows, int column, boolean named) {
    int filled = 0;
    int emails = 0;
    int phones = 0;
    for (List<String> row : rows) {
      String cell = column < row.size() ? Text.clean(row.get(column)) : "";
      if (!cell.isEmpty()) {
        filled++;
        emails += EmailText.isAddress(cell) ? 1 : 0;
        phones += isPhone(cell) ? 1 : 0;
      }
    }
    if (emails * 2 > filled) {
      return Target.of("emails");
    }
    return !named && phones * 2 > filled ? Target.of("phones") : null;
  }

  /** Six digits or more, with what people put between them; a date is none. */
  private static boolean isPhone(String cell) {
    int digits = 0;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if ("+()/- \u00a0".indexOf(c) < 0 && !(c == '.' && cell.indexOf(':') < 0)) {
        return false;
      }
    }
    boolean begins = cell.charAt(0) == '+' || cell.charAt(0) == '0' || cell.charAt(0) == '(';
    return begins && digits >= 6 && digits <= 15;
  }
}
