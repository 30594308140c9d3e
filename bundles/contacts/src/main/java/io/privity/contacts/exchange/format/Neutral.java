// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

/**
 * Keeps spreadsheets from taking a cell for a formula: one that begins like a formula gets an
 * apostrophe before it. So does one that begins with apostrophes before such a beginning, so that
 * reading our own files takes away exactly what writing them added.
 */
final class Neutral {
  private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private Neutral() {}

  static String neutralised(String cell) {
    return beginsLikeFormula(cell) ? "'" + cell : cell;
  }

  static String original(String cell) {
    return !cell.isEmpty() && cell.charAt(0) == '\'' && beginsLikeFormula(cell)
        ? cell.substring(1)
        : cell;
  }

  private static boolean beginsLikeFormula(String cell) {
    int i = 0;
    while (i < cell.length() && cell.charAt(i) == '\'') {
      i++;
    }
    return i < cell.length() && FORMULA.indexOf(cell.charAt(i)) >= 0;
  }
}
