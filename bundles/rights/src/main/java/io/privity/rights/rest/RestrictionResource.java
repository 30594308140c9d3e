// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.rest;

import io.privity.api.caller.Role;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.Resource;
import io.privity.rights.processing.RestrictionDesk;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /contacts/{id}/restriction}: whether a subject's data may be used. */
@Component(
    service = RestrictionResource.class,
    property = Resource.PATH + "=/contacts/{id}/restriction")
@Path("/{id}/restriction")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RestrictionResource {
  private final RestrictionDesk desk;

  @Activate
  public RestrictionResource(@Reference RestrictionDesk desk) {
    this.desk = desk;
  }

  @GET
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public RestrictionDesk.Shown show(
      @Context SecurityContext security, @PathParam("id") String contact) {
    return desk.show(Callers.of(security), contact);
  }

  @PUT
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public RestrictionDesk.Shown restrict(
      @Context SecurityContext security,
      @PathParam("id") String contact,
      RestrictionDesk.Wanted wanted) {
    return desk.restrict(Callers.of(security), contact, wanted);
  }

  /**
   * Lifts the restriction.
   *
   * @param told when the subject was told that it will be lifted (Art. 18(3)), ISO-8601
   */
  @DELETE
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public void lift(
      @Context SecurityContext security,
      @PathParam("id") String contact,
      @QueryParam("told") String told) {
    desk.lift(Callers.of(security), contact, told);
  }
}
