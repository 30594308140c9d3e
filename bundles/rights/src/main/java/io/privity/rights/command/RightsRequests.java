// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.command;

import io.privity.rights.store.RequestRows;
import io.privity.rights.store.RequestRows.Count;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;

/** Counts requests; of whom, only their tenant sees. */
@Service
@Command(
    scope = "privity",
    name = "rights-requests",
    description = "Counts the requests of data subjects, by tenant and state")
public final class RightsRequests implements Action {
  @Reference private RequestRows rows;
  @Reference private Session session;

  @Override
  public Object execute() {
    ShellTable table = new ShellTable();
    table.column("Tenant");
    table.column("State");
    table.column("Requests");
    table.column("Due within 7 days");
    table.column("Overdue");
    table.emptyTableText("No requests");
    for (Count count : rows.counts(System.currentTimeMillis())) {
      String state = count.state().toLowerCase(Locale.ROOT).replace('_', '-');
      table.addRow().addContent(count.tenant(), state, count.all(), count.near(), count.overdue());
    }
    table.print(session.getConsole());
    return null;
  }
}
