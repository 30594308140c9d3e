// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

/**
 * Whether a text can be an e-mail address: a local part of dot-separated atoms (RFC 5321, section
 * 4.1.2, with the letters of RFC 6531) and a domain of two labels or more. Quoted local parts and
 * address literals are refused: in address books they are mistakes.
 */
final class EmailSyntax {
  static final int MAX = 254;

  private static final int MAX_LOCAL = 64;
  private static final int MAX_LABEL = 63;
  private static final String NO_ATOM = "()<>[]:;@\\,\"";

  private EmailSyntax() {}

  static boolean isPlausible(String address) {
    int at = address.lastIndexOf('@');
    return at > 0
        && at <= MAX_LOCAL
        && address.length() <= MAX
        && isLocal(address.substring(0, at))
        && isDomain(address.substring(at + 1));
  }

  private static boolean isLocal(String local) {
    for (String atom : local.split("\\.", -1)) {
      if (atom.isEmpty()
          || atom.codePoints().anyMatch(c -> isBlank(c) || NO_ATOM.indexOf(c) >= 0)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDomain(String domain) {
    String[] labels = domain.split("\\.", -1);
    for (String label : labels) {
      if (label.isEmpty()
          || label.length() > MAX_LABEL
          || label.startsWith("-")
          || label.endsWith("-")
          || !label.codePoints().allMatch(EmailSyntax::isLabelCharacter)) {
        return false;
      }
    }
    return labels.length >= 2;
  }

  /** Letters of any script with their marks, digits and hyphens. */
  private static boolean isLabelCharacter(int c) {
    return c == '-'
        || Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.FORMAT;
  }
}
