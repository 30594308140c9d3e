// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.command;

import io.privity.rest.health.Checks;
import io.privity.rest.health.Health;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code privity:health}: fails unless the server is up. */
@Service
@Command(
    scope = "privity",
    name = "health",
    description = "Shows how the server is; fails unless it is up.")
public final class HealthCommand implements Action {
  @Reference private Health health;

  @Override
  public Object execute() {
    Health.Report report = health.report();
    String status = report.status().name().toLowerCase(Locale.ROOT);
    ShellTable table = new ShellTable();
    table.column("Check");
    table.column("Status");
    table.column("Message");
    for (Checks.Check check : report.checks()) {
      table
          .addRow()
          .addContent(check.name(), check.status(), check.message() == null ? "" : check.message());
    }
    System.out.println("status: " + status);
    table.print(System.out);
    if (report.status() != Health.Status.UP) {
      throw new IllegalStateException("the server is " + status);
    }
    return null;
  }
}
