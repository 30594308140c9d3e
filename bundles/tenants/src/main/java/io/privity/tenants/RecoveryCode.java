// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import java.security.SecureRandom;
import java.util.Locale;

/** A code that people write down: 160 random bits, in groups, without letters that look alike. */
final class RecoveryCode {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ0123456789";
  private static final int LENGTH = 32;
  private static final int GROUP = 4;

  private RecoveryCode() {}

  static String next() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      if (i > 0 && i % GROUP == 0) {
        code.append('-');
      }
      code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return code.toString();
  }

  /** The hash of the code, however it is grouped and cased. */
  static byte[] hash(String code) {
    return Secret.hash(plain(code));
  }

  static boolean matches(String code, byte[] hash) {
    return Secret.matches(plain(code), hash);
  }

  private static String plain(String code) {
    return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
  }
}
