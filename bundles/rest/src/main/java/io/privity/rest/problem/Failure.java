// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.problem;

import io.privity.api.problem.ProblemException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes a failure in the log. The messages of unknown exceptions stay out of it, since they may
 * quote data: the classes and the places in the code say where to look.
 */
public final class Failure {
  private static final Logger LOG = LoggerFactory.getLogger(Failure.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int FRAMES = 40;

  /** From here on down every stack is the same. */
  private static final String DOOR = "io.privity.rest.http.FrontDoor";

  private static final int CAUSES = 8;

  private Failure() {}

  /** A failure that its cause may read. */
  public static Problem known(ProblemException failure) {
    if (failure.kind().status() >= 500) {
      LOG.warn("answered {}{}", failure.code(), trace(failure.getCause()));
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
    LOG.error("internal error {}{}", id, trace(failure));
    return new Problem(
        500,
        "internal-error",
        "Something went wrong in the server. Its operator finds it in the log by this id.",
        Map.of("id", id));
  }

  /** Classes and frames, no messages. */
  public static String trace(Throwable failure) {
    StringBuilder text = new StringBuilder();
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < CAUSES; depth++) {
      text.append(depth == 0 ? ": " : "\n caused by ").append(cause.getClass().getName());
      StackTraceElement[] frames = cause.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, FRAMES); i++) {
        if (frames[i].getClassName().startsWith(DOOR)) {
          break;
        }
        text.append("\n  at ").append(frames[i]);
      }
      cause = cause.getCause();
    }
    return text.toString();
  }
}
