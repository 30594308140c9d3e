// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import java.text.Normalizer;
import java.util.Locale;

/** The forms under which exact look-ups compare e-mail addresses and telephone numbers. */
public final class Keys {
  private Keys() {}

  /** An e-mail address in any case. */
  public static String email(String address) {
    return Normalizer.normalize(address.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  /**
   * A telephone number in any notation: its digits, of whatever script. The international prefix
   * {@code 00} counts as {@code +}, and the trunk zero of {@code +44 (0)20} is left out. Empty when
   * there is no digit.
   */
  public static String phone(String number) {
    StringBuilder digits = new StringBuilder(number.length());
    for (int i = 0; i < number.length(); ) {
      int c = number.codePointAt(i);
      i += Character.charCount(c);
      if (c == '(' && number.startsWith("0)", i) && digits.length() > 0) {
        i += 2;
        continue;
      }
      int digit = Character.digit(c, 10);
      if (digit >= 0) {
        digits.append((char) ('0' + digit));
      }
    }
    boolean international = digits.length() > 4 && digits.indexOf("00") == 0;
    return international ? digits.substring(2) : digits.toString();
  }

  /** A hash for tables; whoever finds by it compares the key itself. */
  static long hash(String key) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
    return hash ^ (hash >>> 32);
  }
}
