// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.rest;

import io.privity.api.caller.Role;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.NotReplayed;
import io.privity.api.rest.Open;
import io.privity.api.rest.Resource;
import io.privity.api.tenants.Credentials;
import io.privity.api.tenants.Session;
import io.privity.api.tenants.Tenants;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

@Component(service = SessionResource.class, property = Resource.PATH + "=/session")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionResource {
  private final Tenants tenants;

  @Activate
  public SessionResource(@Reference Tenants tenants) {
    this.tenants = tenants;
  }

  @POST
  @Open
  @NotReplayed
  @Consumes(MediaType.APPLICATION_JSON)
  public Session signIn(Credentials credentials, @Context SecurityContext context) {
    return tenants.signIn(credentials, Clients.address(context));
  }

  @DELETE
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.READER, Role.INTEGRATION})
  public void signOut(@Context SecurityContext context) {
    tenants.signOut(Callers.of(context));
  }
}
