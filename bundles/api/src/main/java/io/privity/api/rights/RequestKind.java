// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rights;

/** What a data subject may ask for (Regulation (EU) 2016/679, chapter III). */
public enum RequestKind {
  ACCESS("access", 15),
  RECTIFICATION("rectification", 16),
  ERASURE("erasure", 17),
  RESTRICTION("restriction", 18),
  PORTABILITY("portability", 20),
  OBJECTION("objection", 21),
  AUTOMATED_DECISION("automated-decision", 22);

  private final String code;
  private final int article;

  RequestKind(String code, int article) {
    this.code = code;
    this.article = article;
  }

  /** The name in the API, such as {@code automated-decision}. */
  public String code() {
    return code;
  }

  /** The article that gives the right. */
  public int article() {
    return article;
  }

  /**
   * @throws IllegalArgumentException when no kind has that code
   */
  public static RequestKind of(String code) {
    for (RequestKind kind : values()) {
      if (kind.code.equals(code)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no such kind of request");
  }
}
