// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import java.text.Normalizer;

/** Brings text to one form: NFC, trimmed, absent when empty; refuses what can't be shown. */
final class Texts {

  /** Makes the domain's refusal of a property. */
  interface Refusal {
    RuntimeException of(String property, String message);
  }

  private Texts() {}

  /** Text on one line. */
  static String line(String text, String property, int max) {
    return clean(text, property, max, "", Refusals::invalid);
  }

  /** Text that may have several lines. */
  static String lines(String text, String property, int max) {
    String unified =
        text == null || text.indexOf('\r') < 0
            ? text
            : text.replace("\r\n", "\n").replace('\r', '\n');
    return clean(unified, property, max, "\n\t", Refusals::invalid);
  }

  static String clean(String text, String property, int max, String controls, Refusal refusal) {
    if (text == null) {
      return null;
    }
    // normalising may shorten, but never to a fraction; so this bounds the work
    if (text.length() > 4 * max) {
      throw tooLong(property, max, refusal);
    }
    boolean ascii = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c >= 0x7f) {
        ascii &= c < 0x80;
        if (isUnwanted(text, i, c) && controls.indexOf(c) < 0) {
          throw refusal.of(property, "The text holds a character that is not allowed.");
        }
      }
    }
    String clean = (ascii ? text : Normalizer.normalize(text, Normalizer.Form.NFC)).strip();
    if (clean.length() > max) {
      throw tooLong(property, max, refusal);
    }
    return clean.isEmpty() ? null : clean;
  }

  private static RuntimeException tooLong(String property, int max, Refusal refusal) {
    return refusal.of(property, "The text is longer than " + max + " characters.");
  }

  /** Controls, halves of surrogate pairs, and what Unicode says is no character. */
  private static boolean isUnwanted(String text, int at, char c) {
    if (Character.isHighSurrogate(c)) {
      return at + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
    return Character.isISOControl(c) || c == '\uFFFE' || c == '\uFFFF';
  }
}
