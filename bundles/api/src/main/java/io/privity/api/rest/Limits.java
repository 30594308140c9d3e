// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rest;

/** The bounds of the parameter {@code limit} of lists. */
public final class Limits {
  public static final int DEFAULT = 50;
  public static final int MAX = 500;

  private Limits() {}

  /**
   * @param limit the parameter as it came, or null
   * @throws RestException {@code invalid-parameter} when it is no number from 1 to 500
   */
  public static int of(String limit) {
    if (limit == null) {
      return DEFAULT;
    }
    try {
      int value = Integer.parseInt(limit);
      if (value >= 1 && value <= MAX) {
        return value;
      }
    } catch (NumberFormatException e) {
      // refused below, with the rest
    }
    throw RestException.invalidParameter("limit", "limit is a number from 1 to " + MAX + ".");
  }
}
