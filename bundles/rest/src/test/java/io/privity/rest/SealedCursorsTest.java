// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.rest.RestException;
import io.privity.testkit.TestKeyring;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.Test;

public final class SealedCursorsTest {
  private final SealedCursors cursors = new SealedCursors(new TestKeyring());

  private static Caller of(UUID tenant) {
    return new Caller(tenant, "p", 1, "c", Set.of(Role.OWNER), Caller.UNASSIGNED, "");
  }

  @Test
  public void sealedAndBound() {
    Caller one = of(new UUID(0, 1));
    String cursor = cursors.seal(one, "contacts name", "Müller");
    assertFalse(cursor.contains("ller"));
    assertEquals("Müller", cursors.open(one, "contacts name", cursor));
    assertNull(cursors.open(one, "contacts name", null));
    refused(of(new UUID(0, 2)), "contacts name", cursor);
    refused(Caller.operator("x"), "contacts name", cursor);
    refused(one, "contacts email", cursor);
    for (String bad :
        List.of("", "x", "***", cursor.substring(1), cursor + "AAAA", "A".repeat(100_000))) {
      refused(one, "contacts name", bad);
    }
  }

  private void refused(Caller caller, String list, String cursor) {
    RestException e =
        assertThrows(cursor, RestException.class, () -> cursors.open(caller, list, cursor));
    assertEquals("invalid-cursor", e.code());
  }
}
