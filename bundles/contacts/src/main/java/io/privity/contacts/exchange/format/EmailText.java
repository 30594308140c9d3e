// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import java.util.ArrayList;
import java.util.List;

/** E-mail addresses as they stand in files. */
final class EmailText {
  private EmailText() {}

  /**
   * The addresses of a text: several are separated by commas, semicolons or line ends, and one may
   * stand as {@code Name <address>} or {@code mailto:address}.
   */
  static List<String> split(String text) {
    if (isAddress(text)) {
      return List.of(text);
    }
    List<String> addresses = new ArrayList<>(2);
    for (String piece : text.split("[;,\\n]")) {
      String address = Text.clean(piece);
      int open = address.lastIndexOf('<');
      if (open >= 0 && address.endsWith(">")) {
        address = address.substring(open + 1, address.length() - 1).strip();
      }
      if (address.regionMatches(true, 0, "mailto:", 0, 7)) {
        address = address.substring(7);
      }
      if (!address.isEmpty()) {
        addresses.add(address);
      }
    }
    return addresses;
  }

  /**
   * Whether mail could be sent to it: one {@code @}, no spaces, a domain of labels joined by dots
   * (RFC 5321, RFC 6531), without quoted local parts and address literals.
   */
  static boolean isAddress(String text) {
    int at = text.indexOf('@');
    if (at < 1 || at > 64 || text.length() > 254 || text.indexOf('@', at + 1) >= 0) {
      return false;
    }
    return isDotted(text, 0, at, false) && isDotted(text, at + 1, text.length(), true);
  }

  private static boolean isDotted(String text, int from, int to, boolean domain) {
    boolean dot = true;
    boolean dots = false;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (dot || domain && text.charAt(i - 1) == '-') {
          return false;
        }
        dot = true;
        dots = true;
        continue;
      }
      boolean fits = domain ? domainFits(c, dot) : localFits(c);
      if (!fits) {
        return false;
      }
      dot = false;
    }
    return !dot && (!domain || dots && text.charAt(to - 1) != '-');
  }

  private static boolean domainFits(char c, boolean first) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-' && !first
        || c >= 0x80 && isText(c);
  }

  private static boolean localFits(char c) {
    if (c < 0x80) {
      return c > ' ' && "()<>[]:;,\\\"".indexOf(c) < 0 && c != 0x7f;
    }
    return isText(c);
  }

  private static boolean isText(char c) {
    return Character.isLetterOrDigit(c)
        || Character.isSurrogate(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }
}
