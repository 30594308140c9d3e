// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rest;

/** Parameters that say yes or no, such as {@code overdue} of lists. */
public final class Flags {
  private Flags() {}

  /**
   * @param value the parameter as it came, null when it did not; without a value, as in {@code
   *     ?overdue}, it says yes
   * @throws RestException {@code invalid-parameter} when it is neither {@code true} nor {@code
   *     false}
   */
  public static boolean isTrue(String name, String value) {
    if (value == null || value.equals("false")) {
      return false;
    }
    if (value.equals("true") || value.isEmpty()) {
      return true;
    }
    throw RestException.invalidParameter(name, name + " is true or false.");
  }
}
