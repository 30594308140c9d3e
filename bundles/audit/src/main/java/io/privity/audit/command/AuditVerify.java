// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.command;

import io.privity.audit.AuditGate;
import io.privity.audit.LogReport;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;

/** Verifies the stored logs; fails when one is not whole. */
@Service
@Command(
    scope = "privity",
    name = "audit-verify",
    description = "Verifies the audit logs against their trees, checkpoints and anchors")
public final class AuditVerify implements Action {
  @Option(
      name = "--tenant",
      description = "Only this tenant's log, or 'operator'",
      valueToShowInHelp = "all logs")
  private String tenant;

  @Reference private AuditGate gate;
  @Reference private Session session;

  @Override
  public Object execute() {
    ShellTable table = new ShellTable();
    table.column("Log");
    table.column("Entries");
    table.column("Result");
    List<LogReport> reports = gate.verify(Operator.of(session), tenant);
    for (LogReport report : reports) {
      String result = report.faults().isEmpty() ? "whole" : String.join(" ", report.faults());
      table.addRow().addContent(report.log(), report.entries(), result);
    }
    table.print(session.getConsole());
    long wrong = reports.stream().filter(report -> !report.faults().isEmpty()).count();
    if (wrong > 0) {
      throw new IllegalStateException(wrong + " audit log(s) are not whole");
    }
    return null;
  }
}
