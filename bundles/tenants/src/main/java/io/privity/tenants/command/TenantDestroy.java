// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.command;

import io.privity.api.tenants.Tenants;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

@Service
@Command(
    scope = "privity",
    name = "tenant-destroy",
    description =
        "Destroys a tenant's keys and rows, 30 days after its owner asked for the end, and prints the"
            + " signed certificate; there is no way back")
public final class TenantDestroy implements Action {
  @Reference private Tenants tenants;

  @Reference private Session session;

  @Argument(name = "tenant", description = "The tenant's id", required = true)
  private String tenant;

  @Override
  public Object execute() {
    System.out.println(tenants.destroy(Operators.of(session), tenant));
    return null;
  }
}
