// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.rest;

import io.privity.api.rest.Callers.CallerPrincipal;
import java.security.Principal;
import javax.ws.rs.core.SecurityContext;

/** The client's address on an open operation, for its limits. */
final class Clients {
  private Clients() {}

  /** Without a caller, the principal that {@code rest} sets is named by the client's address. */
  static String address(SecurityContext context) {
    Principal principal = context.getUserPrincipal();
    if (principal instanceof CallerPrincipal known) {
      return known.caller().address();
    }
    return principal == null ? "" : principal.getName();
  }
}
