// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.rest;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.ETags;
import io.privity.api.rest.MergePatch;
import io.privity.api.rest.Resource;
import io.privity.api.tenants.Tenants;
import io.privity.api.tenants.Tenants.Settings;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

@Component(service = TenantResource.class, property = Resource.PATH + "=/tenant")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class TenantResource {
  public record ExportRequest(String publicKey) {}

  private final Tenants tenants;

  @Activate
  public TenantResource(@Reference Tenants tenants) {
    this.tenants = tenants;
  }

  @GET
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.READER, Role.INTEGRATION})
  public Response read(@Context SecurityContext context) {
    return Answers.of(tenants.settings(Callers.of(context)));
  }

  @PATCH
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public Response change(
      MergePatch patch,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      @Context SecurityContext context) {
    Caller caller = Callers.of(context);
    long version = ETags.required(ifMatch);
    Settings current = tenants.settings(caller).value();
    return Answers.of(tenants.change(caller, patch.applyTo(current, Settings.class), version));
  }

  @POST
  @Path("end")
  @Allow(Role.OWNER)
  public Response requestEnd(@Context SecurityContext context) {
    return Answers.of(tenants.requestEnd(Callers.of(context)));
  }

  @DELETE
  @Path("end")
  @Allow(Role.OWNER)
  public Response withdrawEnd(@Context SecurityContext context) {
    return Answers.of(tenants.withdrawEnd(Callers.of(context)));
  }

  @POST
  @Path("export")
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow(Role.OWNER)
  public Response requestExport(ExportRequest request, @Context SecurityContext context) {
    tenants.requestExport(Callers.of(context), request.publicKey());
    return Response.accepted().build();
  }
}
