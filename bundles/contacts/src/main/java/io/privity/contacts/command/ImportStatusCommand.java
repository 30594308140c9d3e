// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.command;

import io.privity.contacts.exchange.ImportStore;
import java.time.Instant;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

@Service
@Command(
    scope = "privity",
    name = "import-status",
    description = "Shows imports of all tenants: their state and counts, nothing of their contents")
public final class ImportStatusCommand implements Action {
  private static final int NEWEST = 100;

  @Argument(name = "id", description = "The id of an import; without it, the newest 100")
  private String id;

  @Reference private ImportStore imports;

  @Override
  public Object execute() {
    List<ImportStore.Summary> found =
        id == null ? imports.summaries(NEWEST) : imports.summaries(id);
    if (id != null && found.isEmpty()) {
      throw new IllegalArgumentException("There is no such import.");
    }
    ShellTable table = new ShellTable();
    for (String column :
        List.of(
            "Import",
            "Tenant",
            "State",
            "Format",
            "Started",
            "Read",
            "Created",
            "Updated",
            "Rejected",
            "Failure")) {
      table.column(column);
    }
    table.emptyTableText("No imports");
    for (ImportStore.Summary each : found) {
      table
          .addRow()
          .addContent(
              each.id(),
              each.tenant(),
              each.state(),
              each.format(),
              Instant.ofEpochMilli(each.created()),
              each.rowsRead(),
              each.rowsCreated(),
              each.rowsUpdated(),
              each.rowsRejected(),
              each.failure() == null ? "" : each.failure());
    }
    table.print(System.out);
    return null;
  }
}
