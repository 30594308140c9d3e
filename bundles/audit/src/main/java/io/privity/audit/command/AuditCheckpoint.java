// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.command;

import io.privity.audit.AuditGate;
import java.util.UUID;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/** Prints a signed checkpoint, to be kept elsewhere. */
@Service
@Command(
    scope = "privity",
    name = "audit-checkpoint",
    description = "Prints the newest signed checkpoint of an audit log")
public final class AuditCheckpoint implements Action {
  @Option(
      name = "--tenant",
      description = "The tenant whose log it is",
      valueToShowInHelp = "the operator's log")
  private String tenant;

  @Reference private AuditGate gate;
  @Reference private Session session;

  @Override
  public Object execute() {
    session.getConsole().print(gate.checkpoint(tenant == null ? null : UUID.fromString(tenant)));
    return null;
  }
}
