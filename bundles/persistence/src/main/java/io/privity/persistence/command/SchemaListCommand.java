// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.command;

import io.privity.persistence.schema.SchemaRegister;
import io.privity.persistence.schema.Schemas;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Lists the bundles that brought tables. */
@Service
@Command(
    scope = "privity",
    name = "schema-list",
    description = "Lists the bundles that brought tables to the store")
public final class SchemaListCommand implements Action {
  @Reference private Schemas schemas;

  @Option(name = "--no-format", description = "Prints no borders, for scripts")
  private boolean noFormat;

  @Override
  public Object execute() throws Exception {
    ShellTable table = new ShellTable();
    table.column("Bundle");
    table.column("Installed");
    table.column("Applied");
    table.column("Tables");
    for (SchemaRegister.Entry entry : schemas.list()) {
      table
          .addRow()
          .addContent(
              entry.bundle(),
              schemas.isInstalled(entry.bundle()) ? "yes" : "no",
              entry.applied(),
              String.join(", ", entry.tables()));
    }
    table.print(System.out, !noFormat);
    return null;
  }
}
