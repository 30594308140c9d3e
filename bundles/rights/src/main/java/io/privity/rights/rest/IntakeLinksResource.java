// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.rest;

import io.privity.api.caller.Role;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.NotReplayed;
import io.privity.api.rest.Resource;
import io.privity.rights.intake.IntakeLinks;
import java.time.Instant;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /intake-links}: links and codes that a tenant hands to subjects. */
@Component(service = IntakeLinksResource.class, property = Resource.PATH + "=/intake-links")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.INTEGRATION})
public final class IntakeLinksResource {
  private final IntakeLinks links;
  private final PublicAddress address;

  /** A new link, shown once: the code goes to the subject by another way than the address. */
  public record Link(String id, String url, String code, Instant expires) {}

  @Activate
  public IntakeLinksResource(@Reference IntakeLinks links, @Reference PublicAddress address) {
    this.links = links;
    this.address = address;
  }

  @POST
  @NotReplayed
  public Response make(
      @Context SecurityContext security,
      @HeaderParam(HttpHeaders.HOST) String host,
      IntakeLinks.Wanted wanted) {
    IntakeLinks.Made made = links.make(Callers.of(security), wanted);
    String url = address.of(host, IntakeResource.LOCATION + made.secret());
    return Response.status(Response.Status.CREATED)
        .entity(new Link(made.id(), url, made.code(), made.expires()))
        .build();
  }

  @DELETE
  @Path("{id}")
  public Response revoke(@Context SecurityContext security, @PathParam("id") String id) {
    links.revoke(Callers.of(security), id);
    return Response.noContent().build();
  }
}
