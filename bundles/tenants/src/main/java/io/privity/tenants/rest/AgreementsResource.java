// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.rest;

import io.privity.api.rest.Open;
import io.privity.api.rest.Resource;
import io.privity.api.tenants.Tenants;
import io.privity.api.tenants.Tenants.Agreement;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

@Component(service = AgreementsResource.class, property = Resource.PATH + "=/agreements")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class AgreementsResource {
  private final Tenants tenants;

  @Activate
  public AgreementsResource(@Reference Tenants tenants) {
    this.tenants = tenants;
  }

  @GET
  @Path("current")
  @Open
  public Agreement current() {
    return tenants.currentAgreement();
  }
}
