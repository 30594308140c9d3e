// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.command;

import io.privity.api.caller.Caller;
import io.privity.api.tenants.Tenants;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

@Service
@Command(
    scope = "privity",
    name = "tenant-certificate",
    description = "Shows the signed certificate of a tenant's destruction, while it is kept")
public final class TenantCertificate implements Action {
  @Reference private Tenants tenants;

  @Reference private Session session;

  @Argument(name = "tenant", description = "The tenant's id", required = true)
  private String tenant;

  @Option(name = "--contact", description = "Show the address of the tenant's owner too")
  private boolean contact;

  @Override
  public Object execute() {
    Caller operator = Operators.of(session);
    System.out.println(tenants.certificate(operator, tenant));
    if (contact) {
      System.out.println(tenants.departedContact(operator, tenant));
    }
    return null;
  }
}
