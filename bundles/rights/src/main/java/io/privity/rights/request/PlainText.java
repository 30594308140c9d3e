// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.rights.Refusals;

/** What texts of a request may be. */
public final class PlainText {
  public static final int LONGEST_NOTE = 4_000;
  static final int LONGEST_REASON = 2_000;
  static final int LONGEST_WORD = 200;

  private PlainText() {}

  /**
   * The text, trimmed; null when there is none.
   *
   * @throws io.privity.api.rights.RightsException {@code invalid-value}
   */
  public static String optional(String property, String text, int longest) {
    if (text == null || text.isBlank()) {
      return null;
    }
    boolean clean =
        text.chars()
                .allMatch(c -> !Character.isISOControl(c) || c == '\n' || c == '\r' || c == '\t')
            && text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    if (text.length() > longest || !clean) {
      throw Refusals.invalid(
          property, property + " is text of at most " + longest + " characters.");
    }
    return text.strip();
  }

  static String required(String property, String text, int longest) {
    String given = optional(property, text, longest);
    if (given == null) {
      throw Refusals.invalid(property, property + " is missing.");
    }
    return given;
  }
}
