// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.command;

import io.privity.api.caller.Caller;
import org.apache.karaf.shell.api.console.Session;

/** The operator as the console knows him: the user of its session. */
final class Operators {
  private Operators() {}

  /**
   * @throws IllegalStateException when the session has no user, for then nobody would have acted
   */
  static Caller of(Session session) {
    if (session.get("USER") instanceof String user && !user.isBlank()) {
      return Caller.operator(user);
    }
    throw new IllegalStateException("this console session has no user");
  }
}
