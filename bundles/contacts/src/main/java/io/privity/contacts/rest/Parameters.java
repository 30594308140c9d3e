// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.rest;

import io.privity.api.rest.RestException;
import java.util.Set;
import java.util.TreeSet;

/** Query parameters, read strictly. */
final class Parameters {
  /** Whoever allows more lines should rather send them apart. */
  private static final int MAX_LINES = 1000;

  private static final int MAX_DIGITS = 12;

  private Parameters() {}

  /** Numbers of lines, such as {@code 12,57}; in their order. */
  static Set<Long> lines(String name, String value) {
    Set<Long> lines = new TreeSet<>();
    if (value == null || value.isEmpty()) {
      return lines;
    }
    for (String number : value.split(",", MAX_LINES + 1)) {
      boolean digits = number.chars().allMatch(c -> c >= '0' && c <= '9');
      if (!digits || number.isEmpty() || number.length() > MAX_DIGITS) {
        throw RestException.invalidParameter(
            name, name + " is up to " + MAX_LINES + " numbers of lines, as in 12,57.");
      }
      lines.add(Long.valueOf(number));
    }
    return lines;
  }
}
