// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.rest;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.Cursors;
import io.privity.api.rest.Limits;
import io.privity.api.rest.Page;
import io.privity.api.rest.Resource;
import io.privity.rights.erasure.KeptData;
import java.util.List;
import javax.ws.rs.GET;
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

/** {@code /retained-data}: what outlives erasures, until its ground ends. */
@Component(service = RetainedDataResource.class, property = Resource.PATH + "=/retained-data")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class RetainedDataResource {
  private static final String LIST = "retained-data";

  private final KeptData kept;
  private final Cursors cursors;

  @Activate
  public RetainedDataResource(@Reference KeptData kept, @Reference Cursors cursors) {
    this.kept = kept;
    this.cursors = cursors;
  }

  /** Lists what is retained, without the data; a full page may be the last. */
  @GET
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public Page<KeptData.Shown> list(
      @Context SecurityContext security,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    Caller caller = Callers.of(security);
    int max = Limits.of(limit);
    List<KeptData.Shown> page = kept.list(caller, cursors.open(caller, LIST, cursor), max);
    return new Page<>(page, cursors.next(caller, LIST, page, max, KeptData.Shown::id));
  }

  /** Opens a retained datum, for the ground that it is retained on. */
  @GET
  @Path("{id}")
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public KeptData.Shown show(@Context SecurityContext security, @PathParam("id") String id) {
    return kept.show(Callers.of(security), id);
  }
}
