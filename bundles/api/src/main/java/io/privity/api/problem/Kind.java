// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.problem;

/** What went wrong, with the HTTP status that says it. */
public enum Kind {
  INVALID(400),
  UNAUTHENTICATED(401),
  FORBIDDEN(403),
  NOT_FOUND(404),
  CONFLICT(409),
  GONE(410),
  LENGTH_REQUIRED(411),
  STALE(412),
  TOO_LARGE(413),
  UNSUPPORTED(415),
  PRECONDITION_REQUIRED(428),
  TOO_MANY(429),
  /** A stored record failed its integrity check. */
  DAMAGED(500),
  UNAVAILABLE(503);

  private final int status;

  Kind(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }
}
