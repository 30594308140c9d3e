// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.retention;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.Test;

public class NightTest {
  private static String logged(Runnable work) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setErr(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  public void theLogSaysWhereAStepFailedAndNothingThatItWorkedOn() {
    String logged =
        logged(
            () ->
                Night.step(
                    "retention",
                    () -> {
                      throw new IllegalStateException(
                          "ada@example.org", new IllegalArgumentException("Ada Lovelace"));
                    }));
    assertTrue(logged, logged.contains("the night's work on retention failed"));
    assertTrue(logged, logged.contains(IllegalStateException.class.getName()));
    assertTrue(logged, logged.contains(IllegalArgumentException.class.getName()));
    assertTrue(logged, logged.contains(NightTest.class.getName()));
    assertFalse(logged, logged.contains("ada@example.org"));
    assertFalse(logged, logged.contains("Lovelace"));
  }
}
