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
@Command(scope = "privity", name = "tenant-resume", description = "Ends the suspension of a tenant")
public final class TenantResume implements Action {
  @Reference private Tenants tenants;

  @Reference private Session session;

  @Argument(name = "tenant", description = "The tenant's id", required = true)
  private String tenant;

  @Override
  public Object execute() {
    tenants.resume(Operators.of(session), tenant);
    System.out.println("resumed " + tenant);
    return null;
  }
}
