// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.privacy;

/** The lawful bases of Art. 6(1) GDPR. */
public enum LawfulBasis {
  CONSENT("a"),
  CONTRACT("b"),
  LEGAL_OBLIGATION("c"),
  VITAL_INTERESTS("d"),
  PUBLIC_TASK("e"),
  LEGITIMATE_INTERESTS("f");

  private final String letter;

  LawfulBasis(String letter) {
    this.letter = letter;
  }

  /** The letter in Art. 6(1), as the API names it. */
  public String letter() {
    return letter;
  }

  /**
   * @throws IllegalArgumentException when no basis has that letter
   */
  public static LawfulBasis of(String letter) {
    for (LawfulBasis basis : values()) {
      if (basis.letter.equals(letter)) {
        return basis;
      }
    }
    throw new IllegalArgumentException("no such basis");
  }
}
