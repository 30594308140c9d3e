// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.command;

import io.privity.audit.AuditGate;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;

/** Accepts a restore or a loss, so that the server serves again. */
@Service
@Command(
    scope = "privity",
    name = "audit-new-epoch",
    description = "Begins anew the audit logs that are behind their anchors, after a restore")
public final class AuditNewEpoch implements Action {
  @Reference private AuditGate gate;
  @Reference private Session session;

  @Override
  public Object execute() {
    ShellTable table = new ShellTable();
    table.column("Ended");
    for (String origin : gate.beginNewEpoch(Operator.of(session))) {
      table.addRow().addContent(origin);
    }
    table.print(session.getConsole());
    return null;
  }
}
