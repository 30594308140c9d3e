// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Makes text comparable without regard to case, accents and typographic variants: what people type
 * when they look for a name that they heard.
 */
public final class Folding {
  private static final int VOICED = 0x3099;
  private static final int SEMI_VOICED = 0x309A;

  private Folding() {}

  /** The folded text; white space is collapsed to single spaces and trimmed. */
  public static String fold(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    if (isAscii(text)) {
      for (int i = 0; i < text.length(); i++) {
        append(out, text.charAt(i));
      }
      trimEnd(out);
      return out.toString();
    }
    String split = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    for (int i = 0; i < split.length(); ) {
      int c = split.codePointAt(i);
      i += Character.charCount(c);
      append(out, c);
    }
    trimEnd(out);
    // Hangul was taken apart; together it is shorter, and sorts the same.
    return Normalizer.normalize(out, Normalizer.Form.NFC);
  }

  /** The folded text as UTF-8, whose byte order is that of the code points. */
  public static byte[] bytes(String text) {
    return fold(text).getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static void append(StringBuilder out, int c) {
    if (c < 0x80) {
      if (c > ' ' && c != '`' && c != 0x7f) {
        out.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c));
      } else if (c == '`') {
        out.append('\'');
      } else {
        space(out);
      }
      return;
    }
    switch (c) {
      case 'ß' -> out.append("ss");
      case 'æ' -> out.append("ae");
      case 'œ' -> out.append("oe");
      case 'þ' -> out.append("th");
      case 'ø' -> out.append('o');
      case 'ł' -> out.append('l');
      case 'đ', 'ð', 'ɖ' -> out.append('d');
      case 'ħ' -> out.append('h');
      case 'ı' -> out.append('i');
      case 'ŧ' -> out.append('t');
      case 'ŋ' -> out.append('n');
      case 'ĸ' -> out.append('k');
      case 'ſ' -> out.append('s');
      case 'ə' -> out.append('e');
      case 'ς' -> out.append('σ');
      case 'ـ' -> {
        // Arabic tatweel only stretches a word
      }
      case '‘', '’', '‛', 'ʼ', 'ʻ', 'ʹ', '´', '′' -> out.append('\'');
      case '“', '”', '„', '«', '»' -> out.append('"');
      case '‐', '‑', '‒', '–', '—', '―', '−' -> out.append('-');
      case VOICED, SEMI_VOICED -> out.appendCodePoint(c);
      default -> other(out, c);
    }
  }

  private static void other(StringBuilder out, int c) {
    switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT,
          Character.CONTROL -> {
        // what people leave out
      }
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          space(out);
      default -> out.appendCodePoint(c);
    }
  }

  private static void space(StringBuilder out) {
    if (out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
  }

  private static void trimEnd(StringBuilder out) {
    int length = out.length();
    if (length > 0 && out.charAt(length - 1) == ' ') {
      out.setLength(length - 1);
    }
  }
}
