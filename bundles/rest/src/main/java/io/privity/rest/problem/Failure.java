// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.problem;

import io.privity.api.problem.ProblemException;
import io.privity.api.problem.Trace;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes a failure in the log, and says what the client may know of it. */
public final class Failure {
  private static final Logger LOG = LoggerFactory.getLogger(Failure.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  private Failure() {}

  /** A failure that its cause may read. */
  public static Problem known(ProblemException failure) {
    if (failure.kind().status() >= 500) {
      LOG.warn("answered {}{}", failure.code(), Trace.of(failure.getCause()));
    } else {
      LOG.debug("answered {}", failure.code());
    }
    return Problem.of(failure);
  }

  /** A failure that nobody foresaw: the problem carries the id under which it is logged. */
  public static Problem unknown(Throwable failure) {
    byte[] bytes = new byte[8];
    RANDOM.nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    LOG.error("internal error {}{}", id, Trace.of(failure));
    return new Problem(
        500,
        "internal-error",
        "Something went wrong in the server. Its operator finds it in the log by this id.",
        Map.of("id", id));
  }
}
