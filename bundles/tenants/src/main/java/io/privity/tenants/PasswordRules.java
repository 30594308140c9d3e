// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.problem.Kind;
import io.privity.api.tenants.TenantException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a password must be: long, and none of those that are tried first (NIST SP 800-63B). */
final class PasswordRules {
  static final int LONGEST = 1024;
  private static final int SHORTEST = 12;
  private static final int FEWEST_DIFFERENT = 5;

  private static final Set<String> WORST =
      Set.of(
          "123456789012",
          "1234567890123",
          "12345678901234",
          "123456789012345",
          "1234567890123456",
          "12345678901234567890",
          "0123456789012",
          "abcdefghijkl",
          "abcdefghijklmnop",
          "abcdefghijklmnopqrstuvwxyz",
          "qwertyuiop12",
          "qwertyuiop123",
          "qwertyuiopas",
          "qwertyuiopasdf",
          "qwertyuiop[]",
          "qwertyuiopasdfghjkl",
          "1q2w3e4r5t6y",
          "1q2w3e4r5t6y7u",
          "1qaz2wsx3edc",
          "1qaz2wsx3edc4rfv",
          "qazwsxedcrfv",
          "zaq12wsxcde3",
          "asdfghjklqwe",
          "password1234",
          "password12345",
          "password123456",
          "password123!",
          "passwordpassword",
          "adminadminadmin",
          "administrator",
          "administrator1",
          "letmeinletmein",
          "iloveyou1234",
          "welcome12345",
          "welcome123456",
          "changeme1234",
          "changemechangeme",
          "privityprivity");

  private PasswordRules() {}

  /**
   * @param property the property that the refusal names
   * @param email the user's address, which is no password either; may be null
   * @throws TenantException {@code weak-password}
   */
  static void check(String property, String password, String email) {
    if (password == null) {
      throw Refusals.missing(property);
    }
    if (password.length() > LONGEST) {
      throw weak(property, "A password has at most " + LONGEST + " characters.");
    }
    if (password.codePoints().count() < SHORTEST) {
      throw weak(property, "A password has at least " + SHORTEST + " characters.");
    }
    String lower = password.toLowerCase(Locale.ROOT);
    if (lower.codePoints().distinct().count() < FEWEST_DIFFERENT
        || WORST.contains(lower)
        || lower.equals(email == null ? null : EmailAddress.normalised(email))) {
      throw weak(property, "That password is among the first that anyone would try.");
    }
  }

  private static TenantException weak(String property, String message) {
    return new TenantException(
        Kind.INVALID, "weak-password", message, Map.of("property", property));
  }
}
