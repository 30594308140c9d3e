// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.command;

import io.privity.api.tenants.Tenants;
import io.privity.api.tenants.Tenants.Summary;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;

@Service
@Command(scope = "privity", name = "tenant-list", description = "Lists the tenants")
public final class TenantList implements Action {
  @Reference private Tenants tenants;

  @Reference private Session session;

  @Override
  public Object execute() {
    ShellTable table = new ShellTable();
    table.column("tenant");
    table.column("state");
    table.column("users").alignRight();
    table.column("agreement");
    table.column("created");
    for (Summary tenant : tenants.list(Operators.of(session))) {
      table
          .addRow()
          .addContent(
              tenant.id(),
              tenant.state().name().toLowerCase(Locale.ROOT),
              tenant.users(),
              tenant.agreement(),
              tenant.createdAt());
    }
    table.emptyTableText("no tenants");
    table.print(System.out);
    return null;
  }
}
