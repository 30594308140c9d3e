// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.command;

import io.privity.api.encryption.SealState;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code privity:keyring-status}. */
@Service
@Command(
    scope = "privity",
    name = "keyring-status",
    description = "Shows whether the server is sealed, and why")
public final class KeyringStatus implements Action {
  @Reference SealState seal;

  @Override
  public Object execute() {
    SealState.Status status = seal.status();
    ShellTable table = new ShellTable();
    table.column("Property");
    table.column("Value");
    table.addRow().addContent("state", status.sealed() ? "sealed" : "open");
    table.addRow().addContent("reason", status.reason());
    table.addRow().addContent("since", status.since());
    table
        .addRow()
        .addContent(
            "passphrase", status.passphraseBesideData() ? "beside the data (P3 at risk)" : "apart");
    table.addRow().addContent("tenants", status.tenants());
    table.addRow().addContent("generation", status.generation());
    table.print(System.out);
    return null;
  }
}
