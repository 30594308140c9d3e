// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

/** What a name, or another short text, may be. */
final class OneLine {
  private OneLine() {}

  /**
   * @param value may be null
   * @throws io.privity.api.tenants.TenantException {@code invalid-value}
   */
  static void check(String property, String value, int longest) {
    if (value != null
        && (value.isBlank()
            || value.length() > longest
            || value.chars().anyMatch(Character::isISOControl))) {
      throw Refusals.invalid(
          property, property + " is one line of at most " + longest + " characters.");
    }
  }
}
