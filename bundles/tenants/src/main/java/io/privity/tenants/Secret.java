// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Random secrets and their hashes. A plain SHA-256 is right for them: with 256 random bits there is
 * nothing to guess.
 */
final class Secret {
  /** The length of a secret's text. */
  static final int LENGTH = 43;

  private static final SecureRandom RANDOM = new SecureRandom();

  private Secret() {}

  /** 256 random bits, base64url. */
  static String next() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The hash of the text as it stands, so that no other spelling of the same bits is taken. */
  static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Constant-time; false for a hash that is not there. */
  static boolean matches(String text, byte[] hash) {
    byte[] given = hash(text);
    return MessageDigest.isEqual(given, hash == null ? new byte[given.length] : hash)
        && hash != null;
  }
}
