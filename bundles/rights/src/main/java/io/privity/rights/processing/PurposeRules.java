// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.LawfulBasis;
import io.privity.api.rights.Processing;
import io.privity.rights.Refusals;
import java.util.Set;
import java.util.regex.Pattern;

/** What a purpose may be. */
final class PurposeRules {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern SPECIAL = Pattern.compile("[a-j]");
  private static final int LONGEST = 4000;

  /** Names with a meaning of their own. */
  static final Set<String> RESERVED =
      Set.of(
          Caller.UNASSIGNED,
          Processing.STORAGE,
          Processing.RIGHTS,
          Processing.LEGAL_CLAIMS,
          Processing.OTHERS_RIGHTS,
          Processing.PUBLIC_INTEREST);

  private PurposeRules() {}

  /**
   * @throws io.privity.api.rights.RightsException {@code invalid-value}
   */
  static void check(Purpose purpose) {
    if (purpose == null || purpose.name() == null || !NAME.matcher(purpose.name()).matches()) {
      throw Refusals.invalid(
          "name", "A purpose's name is 1 to 64 lower-case letters, digits, dots and hyphens.");
    }
    if (RESERVED.contains(purpose.name())) {
      throw Refusals.invalid("name", "This name has a meaning of its own.");
    }
    LawfulBasis basis = basis(purpose.basis());
    if (purpose.specialBasis() != null && !SPECIAL.matcher(purpose.specialBasis()).matches()) {
      throw Refusals.invalid("specialBasis", "specialBasis is a letter of Art. 9(2), a to j.");
    }
    Refusals.requireText("title", purpose.title(), 200);
    Refusals.requireText("description", purpose.description(), LONGEST);
    Refusals.requireText("balancingTest", purpose.balancingTest(), LONGEST);
    if ((basis == LawfulBasis.LEGITIMATE_INTERESTS) != (purpose.balancingTest() != null)) {
      throw Refusals.invalid(
          "balancingTest",
          "Legitimate interests need a balancing test, and no other basis has one.");
    }
  }

  static LawfulBasis basis(String letter) {
    try {
      return LawfulBasis.of(letter);
    } catch (IllegalArgumentException e) {
      throw Refusals.invalid("basis", "basis is a letter of Art. 6(1), a to f.");
    }
  }
}
