// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.privity.api.rest.RestException;
import java.util.Set;
import org.junit.Test;

public class ParametersTest {

  @Test
  public void linesAreNumbersBetweenCommas() {
    assertEquals(Set.of(12L, 57L), Parameters.lines("allow", "12,57,12"));
    assertEquals(Set.of(), Parameters.lines("allow", null));
    assertEquals(Set.of(), Parameters.lines("allow", ""));
    for (String wrong :
        new String[] {"x", "1,", ",1", "1 ,2", "-1", "1.5", "1234567890123", "1,".repeat(1_001)}) {
      assertThrows(wrong, RestException.class, () -> Parameters.lines("allow", wrong));
    }
    assertEquals(1, Parameters.lines("allow", "7,".repeat(999) + "7").size());
  }
}
