// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.command;

import io.privity.persistence.schema.Schemas;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Removes the tables of a bundle that was uninstalled. */
@Service
@Command(
    scope = "privity",
    name = "schema-drop",
    description = "Removes the tables of an uninstalled bundle, with all that they hold")
public final class SchemaDropCommand implements Action {
  @Reference private Schemas schemas;

  @Argument(name = "bundle", description = "The bundle's symbolic name", required = true)
  private String bundle;

  @Override
  public Object execute() throws Exception {
    for (String table : schemas.drop(bundle)) {
      System.out.println("removed " + table);
    }
    return null;
  }
}
