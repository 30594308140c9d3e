// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.rest;

import io.privity.api.caller.Role;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.Document;
import io.privity.api.rest.Json;
import io.privity.api.rest.Page;
import io.privity.api.rest.Resource;
import io.privity.rights.OfSubject;
import io.privity.rights.processing.Disclosures;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /contacts/{id}/disclosures}: to whom a subject's data was given. */
@Component(
    service = DisclosuresResource.class,
    property = Resource.PATH + "=/contacts/{id}/disclosures")
@Path("/{id}/disclosures")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DisclosuresResource {
  private final Disclosures disclosures;
  private final Json json;

  @Activate
  public DisclosuresResource(@Reference Disclosures disclosures, @Reference Json json) {
    this.disclosures = disclosures;
    this.json = json;
  }

  @GET
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.READER})
  public Page<Disclosures.Disclosure> list(
      @Context SecurityContext security, @PathParam("id") String contact) {
    return new Page<>(disclosures.list(Callers.of(security), contact), null);
  }

  @POST
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.INTEGRATION})
  public Response record(
      @Context SecurityContext security,
      @PathParam("id") String contact,
      Disclosures.Disclosure disclosure) {
    return Response.status(Response.Status.CREATED)
        .entity(document(disclosures.record(Callers.of(security), contact, disclosure)))
        .build();
  }

  private Document document(OfSubject<Disclosures.Disclosure> made) {
    return new Document(json.write(made.value()), -1, made.leaf());
  }
}
