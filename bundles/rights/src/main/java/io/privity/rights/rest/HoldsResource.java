// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.rest;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.Cursors;
import io.privity.api.rest.Document;
import io.privity.api.rest.Json;
import io.privity.api.rest.Limits;
import io.privity.api.rest.Page;
import io.privity.api.rest.Resource;
import io.privity.rights.OfSubject;
import io.privity.rights.erasure.Holds;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /holds}: what must be kept, should its subject be erased. */
@Component(service = HoldsResource.class, property = Resource.PATH + "=/holds")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class HoldsResource {
  private static final String LIST = "holds";

  private final Holds holds;
  private final Cursors cursors;
  private final Json json;

  @Activate
  public HoldsResource(@Reference Holds holds, @Reference Cursors cursors, @Reference Json json) {
    this.holds = holds;
    this.cursors = cursors;
    this.json = json;
  }

  /** Lists holds, the first first; a full page may be the last. */
  @GET
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public Page<Holds.Hold> list(
      @Context SecurityContext security,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    Caller caller = Callers.of(security);
    int max = Limits.of(limit);
    List<Holds.Hold> page = holds.list(caller, cursors.open(caller, LIST, cursor), max);
    return new Page<>(page, cursors.next(caller, LIST, page, max, Holds.Hold::id));
  }

  @POST
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public Response place(@Context SecurityContext security, Holds.Hold hold) {
    return Response.status(Response.Status.CREATED)
        .entity(document(holds.place(Callers.of(security), hold)))
        .build();
  }

  @DELETE
  @Path("{id}")
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public void release(@Context SecurityContext security, @PathParam("id") String id) {
    holds.release(Callers.of(security), id);
  }

  private Document document(OfSubject<Holds.Hold> made) {
    return new Document(json.write(made.value()), -1, made.leaf());
  }
}
