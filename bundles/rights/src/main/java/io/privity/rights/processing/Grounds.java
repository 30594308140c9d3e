// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import io.privity.rights.Refusals;
import java.util.Locale;

/** The grounds of a restriction as the API spells them. */
final class Grounds {
  private Grounds() {}

  static String text(Standing.Ground ground) {
    return ground.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws io.privity.api.rights.RightsException {@code invalid-value}
   */
  static Standing.Ground of(String text) {
    for (Standing.Ground ground : Standing.Ground.values()) {
      if (text(ground).equals(text)) {
        return ground;
      }
    }
    throw Refusals.invalid(
        "ground",
        "ground is accuracy-contested, unlawful, needed-for-claims or objection-pending"
            + " (Art. 18(1)).");
  }

  /**
   * A ground that can be asked for.
   *
   * @throws io.privity.api.rights.RightsException {@code invalid-value}
   */
  static Standing.Ground asked(String text) {
    Standing.Ground ground = of(text);
    if (ground == Standing.Ground.NO_BASIS) {
      throw Refusals.invalid("ground", "no-basis is not asked for: withdrawals bring it about.");
    }
    return ground;
  }
}
