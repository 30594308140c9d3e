// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.rest;

import static org.junit.Assert.assertEquals;

import javax.ws.rs.Produces;
import javax.ws.rs.core.SecurityContext;
import org.junit.Test;

public class ImportsResourceTest {

  /** Two methods serve one path: without a preference, the server is free to choose. */
  @Test
  public void rejectsAreJsonUnlessCsvIsAskedFor() throws NoSuchMethodException {
    Produces csv =
        ImportsResource.class
            .getMethod("rejectedRows", SecurityContext.class, String.class)
            .getAnnotation(Produces.class);
    assertEquals("text/csv;qs=0.5", csv.value()[0]);
  }
}
