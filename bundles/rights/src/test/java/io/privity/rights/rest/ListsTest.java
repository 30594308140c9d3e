// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.privity.api.caller.Caller;
import io.privity.api.rest.Callers;
import io.privity.api.rest.RestException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.UUID;
import javax.ws.rs.core.SecurityContext;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;

public class ListsTest {
  private static final String OTHER = "True";

  private final Callers.CallerPrincipal principal =
      new Callers.CallerPrincipal(
          new Caller(UUID.randomUUID(), "u", -1, "t", Set.of(), Caller.UNASSIGNED, ""));
  private final SecurityContext security =
      (SecurityContext)
          Proxy.newProxyInstance(
              SecurityContext.class.getClassLoader(),
              new Class<?>[] {SecurityContext.class},
              (proxy, method, arguments) -> principal);

  /** Before any service is asked. */
  private static void assertRefused(String parameter, ThrowingRunnable list) {
    RestException refused = assertThrows(RestException.class, list);
    assertEquals("invalid-parameter", refused.code());
    assertEquals(parameter, refused.members().get("parameter"));
  }

  @Test
  public void aFlagIsTrueOrFalseInEveryList() {
    assertRefused("open", () -> new NoticesResource(null, null).list(security, OTHER, null, null));
    assertRefused(
        "overdue",
        () -> new InformationDutiesResource(null, null).list(security, OTHER, null, null));
    assertRefused(
        "overdue",
        () ->
            new SubjectRequestsResource(null, null, null)
                .list(security, null, null, OTHER, null, null, null));
  }
}
