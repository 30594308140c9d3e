// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.privacy.Retained;
import io.privity.api.rights.RequestKind;
import io.privity.rights.Refusals;
import java.util.List;
import java.util.Optional;

/**
 * Why a request, or data of it, may be refused.
 *
 * @param code its name in the API
 */
record RefusalCode(String code) {
  /** The request as a whole, at once or again and again (Art. 12(5)). */
  private static final List<String> UNREASONABLE = List.of("manifestly-unfounded", "excessive");

  static final RefusalCode IDENTITY = new RefusalCode("identity-not-verified");
  private static final RefusalCode BASIS = new RefusalCode("not-applicable-to-basis");

  /** A complaint to an authority (Art. 77), and a court (Art. 79). */
  static final List<String> REMEDIES =
      List.of("complaint-to-supervisory-authority", "judicial-remedy");

  /**
   * @throws io.privity.api.rights.RightsException {@code invalid-value}
   */
  static RefusalCode of(String code) {
    RefusalCode known = new RefusalCode(code);
    boolean good =
        code != null
            && (UNREASONABLE.contains(code)
                || known.equals(IDENTITY)
                || known.equals(BASIS)
                || known.ground().isPresent());
    if (!good) {
      throw Refusals.invalid("code", "code is not one of the reasons to refuse a request.");
    }
    return known;
  }

  /** The exception of Art. 17(3) that it is; those are for data of an erasure alone. */
  Optional<Retained.Ground> ground() {
    for (Retained.Ground ground : Retained.Ground.values()) {
      if (ground.code().equals(code)) {
        return Optional.of(ground);
      }
    }
    return Optional.empty();
  }

  /**
   * Refuses what the code does not allow.
   *
   * @param partly whether some data alone are refused
   * @throws io.privity.api.rights.RightsException {@code invalid-value}
   */
  void check(RequestKind kind, boolean partly) {
    if (ground().isPresent() && (kind != RequestKind.ERASURE || !partly)) {
      throw Refusals.invalid(
          partly ? "code" : "data",
          "A ground of Art. 17(3) is for data of an erasure, one by one.");
    }
    if (ground().isEmpty() && !equals(BASIS) && partly) {
      throw Refusals.invalid("data", "This code is for a request as a whole.");
    }
  }

  /** The article of the GDPR that it comes from. */
  String article(RequestKind kind) {
    if (UNREASONABLE.contains(code)) {
      return "12(5)";
    }
    if (equals(IDENTITY)) {
      return "12(6)";
    }
    return equals(BASIS) ? Integer.toString(kind.article()) : "17(3)";
  }
}
