// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.testkit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.privity.api.problem.ProblemException;
import org.junit.function.ThrowingRunnable;

/** Expects a refusal, by its stable code. */
public final class Refused {
  private Refused() {}

  /** Fails unless the act is refused with this code; answers the refusal. */
  public static ProblemException assertRefused(String code, ThrowingRunnable act) {
    ProblemException refusal = assertThrows(code, ProblemException.class, act);
    assertEquals(code, refusal.code());
    return refusal;
  }
}
