// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rest;

import io.privity.api.problem.Kind;

/** The versions of records as entity tags (RFC 9110, section 8.8.3): {@code "7"}. */
public final class ETags {
  private ETags() {}

  public static String of(long version) {
    return "\"" + version + "\"";
  }

  /**
   * The version that a change is based on.
   *
   * @param ifMatch the header {@code If-Match} as it came, or null
   * @throws RestException {@code precondition-required} without the header, {@code stale-version}
   *     when it can't match
   */
  public static long required(String ifMatch) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new RestException(
          Kind.PRECONDITION_REQUIRED,
          "precondition-required",
          "Send the ETag of the record that you change as If-Match.");
    }
    String tag = ifMatch.trim();
    if (tag.length() > 2 && tag.length() < 22 && tag.startsWith("\"") && tag.endsWith("\"")) {
      try {
        return Long.parseLong(tag.substring(1, tag.length() - 1));
      } catch (NumberFormatException e) {
        // falls through: a tag that we never gave can't match
      }
    }
    throw new RestException(
        Kind.STALE, "stale-version", "The record was changed since that version was read.");
  }
}
