// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rest;

import io.privity.api.caller.Caller;
import java.security.Principal;
import javax.ws.rs.core.SecurityContext;

/** Takes the caller from the request: {@code rest} sets a principal that holds it. */
public final class Callers {

  /** The principal that {@code rest} sets. */
  public record CallerPrincipal(Caller caller) implements Principal {
    @Override
    public String getName() {
      return caller.principal();
    }
  }

  private Callers() {}

  /**
   * @throws IllegalStateException on an {@link Open} operation, which has no caller
   */
  public static Caller of(SecurityContext context) {
    if (context.getUserPrincipal() instanceof CallerPrincipal principal) {
      return principal.caller();
    }
    throw new IllegalStateException("an open operation has no caller");
  }
}
