// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.command;

import io.privity.audit.AuditGate;
import io.privity.audit.PruneReport;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/** Prunes what is older than the retention; fails when something that is old could not go. */
@Service
@Command(
    scope = "privity",
    name = "audit-prune",
    description = "Takes away the bodies of audit entries that are older than the retention")
public final class AuditPrune implements Action {
  @Option(name = "--dry-run", description = "Only counts them")
  private boolean dryRun;

  @Reference private AuditGate gate;
  @Reference private Session session;

  @Override
  public Object execute() {
    PruneReport report = gate.prune(Operator.of(session), dryRun);
    session
        .getConsole()
        .println(
            report.entries()
                + " entries of "
                + report.logs()
                + (dryRun ? " logs would be pruned." : " logs were pruned."));
    if (report.misfits() > 0) {
      throw new IllegalStateException(
          report.misfits()
              + " segment(s) don't fit their tree and keep their entries: see privity:audit-verify");
    }
    return null;
  }
}
