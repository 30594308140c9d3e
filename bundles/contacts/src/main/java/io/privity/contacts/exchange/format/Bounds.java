// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

/**
 * The longest texts that a contact takes. The rules of contacts decide; knowing them here lets the
 * report name the column.
 */
final class Bounds {
  static final int NAME = 256;
  static final int FULL_NAME = 1024;
  static final int LABEL = 64;
  static final int LINE = 256;
  static final int STREET = 512;
  static final int TAG = 100;
  static final int NOTES = 16_384;
  static final int CUSTOM = 4096;
  static final int URL = 2048;

  private Bounds() {}

  static String check(String text, int max, String column) throws Unusable {
    if (text != null && text.length() > max) {
      throw new Unusable(
          "field-too-long", column, "The text is longer than " + max + " characters.");
    }
    return text;
  }

  /** On one line: line ends and tabs become spaces. */
  static String line(String text, int max, String column) throws Unusable {
    if (text == null || text.indexOf('\n') < 0 && text.indexOf('\t') < 0) {
      return check(text, max, column);
    }
    return check(text.replaceAll("\\s*[\\n\\t]\\s*", " "), max, column);
  }
}
