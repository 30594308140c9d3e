// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import java.text.Normalizer;
import java.util.Locale;

/** Cleans what other programs wrote. */
final class Text {
  private Text() {}

  /**
   * Without spaces of any kind at the ends, control characters that no text needs, and with line
   * ends as {@code \n}.
   */
  static String clean(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    for (int i = from; i < to; i++) {
      if (isControl(text.charAt(i))) {
        return withoutControls(text, from, to);
      }
    }
    return from == 0 && to == text.length() ? text : text.substring(from, to);
  }

  private static String withoutControls(String text, int from, int to) {
    StringBuilder kept = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\r') {
        if (i + 1 == to || text.charAt(i + 1) != '\n') {
          kept.append('\n');
        }
      } else if (!isControl(c)) {
        kept.append(c);
      }
    }
    return kept.toString();
  }

  private static boolean isControl(char c) {
    return c < ' ' ? c != '\n' && c != '\t' : c == '\u007f';
  }

  private static boolean isSpace(char c) {
    return c <= ' ' || c == '\u00a0' || c == '\ufeff' || c == '\u200b' || c > '\u1000' && wide(c);
  }

  private static boolean wide(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** Lower case, without accents: what headers and labels are compared by. */
  static String folded(String text) {
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
    StringBuilder folded = new StringBuilder(decomposed.length());
    for (int i = 0; i < decomposed.length(); i++) {
      char c = decomposed.charAt(i);
      if (Character.getType(c) != Character.NON_SPACING_MARK) {
        folded.append(c);
      }
    }
    return folded.toString().toLowerCase(Locale.ROOT).replace("ß", "ss");
  }

  /** The text, or null for none. */
  static String orNull(String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
