// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.rest;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.privacy.LawfulBasis;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.Cursors;
import io.privity.api.rest.ETags;
import io.privity.api.rest.Limits;
import io.privity.api.rest.MergePatch;
import io.privity.api.rest.Page;
import io.privity.api.rest.Resource;
import io.privity.rights.processing.Purpose;
import io.privity.rights.processing.Purposes;
import io.privity.rights.processing.RightsByBasis;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /purposes}: what a tenant processes personal data for, and on which basis. */
@Component(service = PurposesResource.class, property = Resource.PATH + "=/purposes")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PurposesResource {
  private static final String LIST = "purposes";

  private final Purposes purposes;
  private final Cursors cursors;
  private final RightsByBasis rights = new RightsByBasis();

  /**
   * A purpose, with the articles of the rights that usually go with its basis.
   *
   * @param rights informs, and refuses nothing by itself
   */
  public record Shown(
      String name,
      String title,
      String description,
      String basis,
      String specialBasis,
      boolean marketing,
      String balancingTest,
      List<String> rights) {}

  @Activate
  public PurposesResource(@Reference Purposes purposes, @Reference Cursors cursors) {
    this.purposes = purposes;
    this.cursors = cursors;
  }

  /** Lists the purposes by name. */
  @GET
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.READER, Role.INTEGRATION})
  public Page<Shown> list(
      @Context SecurityContext security,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    Caller caller = Callers.of(security);
    int max = Limits.of(limit);
    String after = cursors.open(caller, LIST, cursor);
    List<Shown> oneMore =
        purposes.list(caller).values().stream()
            .filter(known -> after == null || known.purpose().name().compareTo(after) > 0)
            .limit(max + 1L)
            .map(known -> shown(known.purpose()))
            .toList();
    return cursors.page(caller, LIST, oneMore, max, Shown::name);
  }

  @POST
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public Response define(@Context SecurityContext security, Purpose purpose) {
    Purposes.Known known = purposes.define(Callers.of(security), purpose);
    return answer(Response.Status.CREATED, known);
  }

  @GET
  @Path("{name}")
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.READER, Role.INTEGRATION})
  public Response read(@Context SecurityContext security, @PathParam("name") String name) {
    return answer(Response.Status.OK, purposes.require(Callers.of(security), name));
  }

  @PATCH
  @Path("{name}")
  @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public Response change(
      @Context SecurityContext security,
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      MergePatch patch) {
    Caller caller = Callers.of(security);
    long version = ETags.required(ifMatch);
    Purpose current = purposes.require(caller, name).purpose();
    Purpose changed = patch.applyTo(current, Purpose.class);
    return answer(Response.Status.OK, purposes.change(caller, name, changed, version));
  }

  private Response answer(Response.Status status, Purposes.Known known) {
    return Response.status(status)
        .entity(shown(known.purpose()))
        .header(HttpHeaders.ETAG, ETags.of(known.version()))
        .build();
  }

  private Shown shown(Purpose purpose) {
    return new Shown(
        purpose.name(),
        purpose.title(),
        purpose.description(),
        purpose.basis(),
        purpose.specialBasis(),
        purpose.marketing(),
        purpose.balancingTest(),
        rights.articles(LawfulBasis.of(purpose.basis())));
  }
}
