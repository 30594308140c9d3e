// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.problem;

/**
 * What the log may have of an unforeseen failure: classes and places in the code. Messages stay out
 * of it, since they may quote data.
 */
public final class Trace {
  private static final int FRAMES = 40;
  private static final int CAUSES = 8;

  /** From here on down every stack is the same. */
  private static final String DOOR = "io.privity.rest.http.FrontDoor";

  private Trace() {}

  /**
   * The end of a line: a colon, the class, and on lines of their own the frames and the causes.
   *
   * @param failure null for an empty text
   */
  public static String of(Throwable failure) {
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
