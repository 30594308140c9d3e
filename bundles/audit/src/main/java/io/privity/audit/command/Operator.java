// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.command;

import io.privity.api.caller.Caller;
import org.apache.karaf.shell.api.console.Session;

/** Who sits at the console. */
final class Operator {
  private Operator() {}

  static Caller of(Session session) {
    return Caller.operator(session.get("USER") instanceof String user ? user : "local-console");
  }
}
