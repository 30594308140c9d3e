// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.command;

import io.privity.api.tenants.Tenants;
import io.privity.api.tenants.Tenants.Summary;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;

@Service
@Command(scope = "privity", name = "tenant-show", description = "Shows a tenant")
public final class TenantShow implements Action {
  @Reference private Tenants tenants;

  @Reference private Session session;

  @Argument(name = "tenant", description = "The tenant's id", required = true)
  private String tenant;

  @Override
  public Object execute() {
    Summary summary = tenants.show(Operators.of(session), tenant);
    ShellTable table = new ShellTable().noHeaders();
    table.column("property");
    table.column("value");
    table.addRow().addContent("tenant", summary.id());
    table.addRow().addContent("state", summary.state().name().toLowerCase(Locale.ROOT));
    table.addRow().addContent("users", summary.users());
    table.addRow().addContent("agreement", summary.agreement());
    table.addRow().addContent("created", summary.createdAt());
    table
        .addRow()
        .addContent(
            "destroyable from", summary.destroyableAt() == null ? "" : summary.destroyableAt());
    table.print(System.out);
    return null;
  }
}
