// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.privacy;

import java.time.Instant;
import java.util.Objects;

/**
 * Why a datum outlives an erasure, and until when.
 *
 * @param ground Art. 17(3)
 * @param reason one sentence for the subject, such as the statute
 * @param until when the ground ends and the erasure finishes by itself; never null: nothing is
 *     retained without an end
 */
public record Retained(Ground ground, String reason, Instant until) {
  /** The exceptions of Art. 17(3). */
  public enum Ground {
    FREE_EXPRESSION("free-expression"),
    LEGAL_OBLIGATION("legal-obligation"),
    PUBLIC_HEALTH("public-health"),
    ARCHIVING("archiving"),
    LEGAL_CLAIMS("legal-claims");

    private final String code;

    Ground(String code) {
      this.code = code;
    }

    /** The code in the API, such as {@code legal-claims}. */
    public String code() {
      return code;
    }

    /**
     * @throws IllegalArgumentException when no ground has that code
     */
    public static Ground of(String code) {
      for (Ground ground : values()) {
        if (ground.code.equals(code)) {
          return ground;
        }
      }
      throw new IllegalArgumentException("no such ground");
    }
  }

  public Retained {
    Objects.requireNonNull(ground);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(until);
  }
}
