// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.problem.Kind;
import io.privity.api.tenants.TenantException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An e-mail address of the sane part of RFC 5321: a dot-string of ASCII, at a domain of at least
 * two labels.
 *
 * @param text the address as it was given
 */
record EmailAddress(String text) {
  private static final int LONGEST = 254;
  private static final int LONGEST_LOCAL = 64;
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern FORM =
      Pattern.compile(
          ATOM + "(?:\\." + ATOM + ")*+@(?:" + LABEL + "\\.)+(?=[A-Za-z0-9-]*[A-Za-z])" + LABEL);

  /**
   * @throws TenantException {@code invalid-email}
   */
  static EmailAddress of(String text) {
    if (!isValid(text)) {
      throw new TenantException(
          Kind.INVALID,
          "invalid-email",
          "email is not an e-mail address.",
          Map.of("property", "email"));
    }
    return new EmailAddress(text);
  }

  static boolean isValid(String text) {
    return text != null
        && text.length() <= LONGEST
        && text.indexOf('@') <= LONGEST_LOCAL
        && FORM.matcher(text).matches();
  }

  /** What the keyed hash is made of: one spelling for what mailboxes treat as the same. */
  static String normalised(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
