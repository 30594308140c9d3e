// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.rest;

import io.privity.api.caller.Role;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.Document;
import io.privity.api.rest.Json;
import io.privity.api.rest.Resource;
import io.privity.rights.OfSubject;
import io.privity.rights.processing.Consent;
import io.privity.rights.processing.Consents;
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

/** {@code /contacts/{id}/consents}: what a subject said, and its proof. */
@Component(service = ConsentsResource.class, property = Resource.PATH + "=/contacts/{id}/consents")
@Path("/{id}/consents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ConsentsResource {
  private final Consents consents;
  private final Json json;

  /** What is withdrawn, and how the subject said so. */
  public record Withdrawal(String purpose, String channel) {}

  @Activate
  public ConsentsResource(@Reference Consents consents, @Reference Json json) {
    this.consents = consents;
    this.json = json;
  }

  /** The whole history, and the state of each purpose now. */
  @GET
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.READER, Role.INTEGRATION})
  public Consents.History history(
      @Context SecurityContext security, @PathParam("id") String contact) {
    return consents.history(Callers.of(security), contact);
  }

  @POST
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.INTEGRATION})
  public Response record(
      @Context SecurityContext security, @PathParam("id") String contact, Consents.Said said) {
    return Response.status(Response.Status.CREATED)
        .entity(document(consents.record(Callers.of(security), contact, said)))
        .build();
  }

  @POST
  @Path("withdraw")
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.INTEGRATION})
  public Document withdraw(
      @Context SecurityContext security, @PathParam("id") String contact, Withdrawal withdrawal) {
    return document(
        consents.withdraw(
            Callers.of(security), contact, withdrawal.purpose(), withdrawal.channel()));
  }

  /** The history, signed (JWS, compact). */
  @GET
  @Path("proof")
  @Produces("application/jose")
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public String proof(@Context SecurityContext security, @PathParam("id") String contact) {
    return consents.proof(Callers.of(security), contact);
  }

  private Document document(OfSubject<Consent> consent) {
    return new Document(json.write(consent.value()), -1, consent.leaf());
  }
}
