// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.command;

import io.privity.api.tenants.Tenants;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

@Service
@Command(
    scope = "privity",
    name = "tenant-invite",
    description = "Makes a one-time code for a sign-up, good for 7 days")
public final class TenantInvite implements Action {
  @Reference private Tenants tenants;

  @Reference private Session session;

  @Override
  public Object execute() {
    System.out.println(tenants.invite(Operators.of(session)));
    return null;
  }
}
