// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights;

import io.privity.api.problem.Kind;
import io.privity.api.rights.RightsException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What this domain refuses, said the same way everywhere. */
public final class Refusals {
  /** The member of a problem that says which holders failed, or are away. */
  public static final String HOLDERS = "holders";

  private Refusals() {}

  /** A value that can't be taken, with the property that has it. */
  public static RightsException invalid(String property, String message) {
    return new RightsException(
        Kind.INVALID, "invalid-value", message, Map.of("property", property));
  }

  /**
   * Refuses what is there and blank or longer.
   *
   * @param value may be null
   */
  public static void requireText(String property, String value, int longest) {
    if (value != null && (value.isBlank() || value.length() > longest)) {
      throw invalid(property, property + " is text of at most " + longest + " characters.");
    }
  }

  public static RightsException stale() {
    return new RightsException(
        Kind.STALE, "stale-version", "The record was changed since that version was read.");
  }

  public static RightsException conflict(String code, String message) {
    return new RightsException(Kind.CONFLICT, code, message);
  }

  /**
   * Holders failed; what the others did stays done.
   *
   * @param bundles theirs
   */
  public static RightsException holdersFailed(Collection<String> bundles) {
    return unavailable("holder-failed", "A part of the server that holds data failed.", bundles);
  }

  /**
   * Holders are away, so what they must keep is not known.
   *
   * @param bundles theirs
   */
  public static RightsException holdersAway(Collection<String> bundles) {
    return unavailable("holder-away", "A part of the server that holds data is away.", bundles);
  }

  private static RightsException unavailable(
      String code, String message, Collection<String> bundles) {
    return new RightsException(
        Kind.UNAVAILABLE, code, message, Map.of(HOLDERS, List.copyOf(bundles)));
  }

  public static RightsException missing(String what) {
    return new RightsException(
        Kind.NOT_FOUND, "no-such-" + what.replace(' ', '-'), "There is no such " + what + ".");
  }
}
