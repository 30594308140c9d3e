// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.command;

import io.privity.api.gate.Finding;
import io.privity.persistence.gate.Classification;
import io.privity.persistence.gate.SchemaGate;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code privity:gate}: looks at the tables anew; fails while one is not as it should be. */
@Service
@Command(
    scope = "privity",
    name = "gate",
    description = "Shows how each bundle's tables are classified; fails while there is a finding")
public final class GateCommand implements Action {
  @Reference private SchemaGate gate;

  @Option(name = "--no-format", description = "Prints no borders, for scripts")
  private boolean noFormat;

  @Override
  public Object execute() {
    gate.look();
    ShellTable table = new ShellTable();
    table.column("Bundle");
    table.column("Tables");
    table.column("Columns");
    table.column("Classified");
    table.column("Findings");
    table.column("Served");
    for (Classification bundle : gate.classifications()) {
      table
          .addRow()
          .addContent(
              bundle.bundle().isEmpty() ? "(nobody's)" : bundle.bundle(),
              bundle.tables(),
              bundle.columns(),
              bundle.classified(),
              bundle.findings().size(),
              gate.closed(bundle.bundle()).isEmpty() ? "yes" : "no");
    }
    table.print(System.out, !noFormat);
    List<Finding> findings = gate.findings();
    for (Finding finding : findings) {
      System.out.println(finding.code().text() + ": " + finding.sentence());
    }
    if (!findings.isEmpty()) {
      throw new IllegalStateException("findings: " + findings.size());
    }
    return null;
  }
}
