// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.loyalty.command;

import io.privity.loyalty.store.EventRows;
import io.privity.loyalty.store.EventRows.Count;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;

/** Counts accounts and events; whose and how many points, only their tenant sees. */
@Service
@Command(scope = "loyalty", name = "status", description = "Counts accounts and events, by tenant")
public final class Status implements Action {
  @Reference private EventRows rows;
  @Reference private Session session;

  @Override
  public Object execute() {
    ShellTable table = new ShellTable();
    table.column("Tenant");
    table.column("Accounts");
    table.column("Events");
    table.emptyTableText("No events");
    for (Count count : rows.counts()) {
      table.addRow().addContent(count.tenant(), count.accounts(), count.events());
    }
    table.print(session.getConsole());
    return null;
  }
}
