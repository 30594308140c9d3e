// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class FlagsTest {

  @Test
  public void flagsAreTrueOrFalse() {
    assertTrue(Flags.isTrue("preview", "true"));
    assertTrue(Flags.isTrue("preview", ""));
    assertFalse(Flags.isTrue("preview", "false"));
    assertFalse(Flags.isTrue("preview", null));
    for (String wrong : new String[] {"yes", "TRUE", "1", " true"}) {
      RestException e = assertThrows(RestException.class, () -> Flags.isTrue("preview", wrong));
      assertEquals("invalid-parameter", e.code());
      assertEquals("preview", e.members().get("parameter"));
    }
  }
}
