// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.rest;

import io.privity.api.rest.NotReplayed;
import io.privity.api.rest.Open;
import io.privity.api.rest.Resource;
import io.privity.api.tenants.SignUp;
import io.privity.api.tenants.SignedUp;
import io.privity.api.tenants.Tenants;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.Response.Status;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

@Component(service = SignUpResource.class, property = Resource.PATH + "=/signup")
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class SignUpResource {
  private final Tenants tenants;

  @Activate
  public SignUpResource(@Reference Tenants tenants) {
    this.tenants = tenants;
  }

  @POST
  @Open
  @NotReplayed
  public Response signUp(SignUp request, @Context SecurityContext context) {
    SignedUp made = tenants.signUp(request, Clients.address(context));
    return Response.status(Status.CREATED).entity(made).build();
  }
}
