// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.rest;

import io.privity.api.rest.NotReplayed;
import io.privity.api.rest.Open;
import io.privity.api.rest.Resource;
import io.privity.api.tenants.Tenants;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

@Component(service = RecoveryResource.class, property = Resource.PATH + "=/recovery")
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class RecoveryResource {
  public record Recovery(String email, String recoveryCode, String newPassword) {}

  public record Recovered(String recoveryCode) {}

  private final Tenants tenants;

  @Activate
  public RecoveryResource(@Reference Tenants tenants) {
    this.tenants = tenants;
  }

  @POST
  @Open
  @NotReplayed
  public Recovered recover(Recovery given, @Context SecurityContext context) {
    return new Recovered(
        tenants.recover(
            given.email(), given.recoveryCode(), given.newPassword(), Clients.address(context)));
  }
}
