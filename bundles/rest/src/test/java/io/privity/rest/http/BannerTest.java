// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.privity.api.tenants.SignUpMode;
import java.util.List;
import org.junit.Test;

public final class BannerTest {
  private static List<String> lines(SignUpMode mode, boolean beside) {
    return Banner.lines("https://host:8443/api/v1", mode, "2026-11", beside);
  }

  @Test
  public void whoeverComesMaySignUp() {
    List<String> lines = lines(SignUpMode.OPEN, false);
    assertEquals("Privity is up: https://host:8443/api/v1", lines.get(0));
    assertEquals(
        "First tenant:  curl -k https://host:8443/api/v1/signup -H 'Content-Type: application/json'"
            + " -d '{\"email\": \"you@example.org\", \"password\": \"at least 12 characters\","
            + " \"agreement\": \"2026-11\"}'",
        lines.get(1));
    assertEquals(2, lines.size());
  }

  @Test
  public void whoIsInvitedNeedsACode() {
    List<String> lines = lines(SignUpMode.INVITE, false);
    assertTrue(lines.get(1), lines.get(1).contains("echo privity:tenant-invite | bin/client -b"));
    assertTrue(
        lines.get(2),
        lines.get(2).endsWith("\"agreement\": \"2026-11\", \"invite\": \"pvi_...\"}'"));
  }

  @Test
  public void nothingIsSaidOfAClosedSignUp() {
    List<String> lines = lines(SignUpMode.CLOSED, true);
    assertEquals(2, lines.size());
    assertFalse(String.join(" ", lines).contains("signup"));
    assertTrue(lines.get(1), lines.get(1).startsWith("WARNING"));
  }
}
