// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.loyalty;

import io.privity.api.problem.Kind;
import io.privity.api.problem.ProblemException;
import java.util.Map;

/** What this plugin refuses. */
public final class LoyaltyException extends ProblemException {
  private static final long serialVersionUID = 1L;

  private LoyaltyException(Kind kind, String code, String message, Map<String, Object> members) {
    super(kind, code, message, members);
  }

  static LoyaltyException invalid(String property, String message) {
    return new LoyaltyException(
        Kind.INVALID, "invalid-booking", message, Map.of("property", property));
  }

  /** The answer of {@code /contacts/{id}}, byte for byte: one who is restricted is not there. */
  static LoyaltyException noSuchContact() {
    return new LoyaltyException(
        Kind.NOT_FOUND, "no-such-contact", "There is no such contact.", Map.of());
  }

  static LoyaltyException notEnoughPoints() {
    return new LoyaltyException(
        Kind.CONFLICT, "not-enough-points", "The account has fewer points.", Map.of());
  }

  static LoyaltyException bookedMeanwhile() {
    return new LoyaltyException(
        Kind.CONFLICT,
        "booked-meanwhile",
        "Another event was booked at the same moment. Nothing was changed: send it again.",
        Map.of());
  }
}
