// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.rest;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.Cursors;
import io.privity.api.rest.Limits;
import io.privity.api.rest.NotReplayed;
import io.privity.api.rest.Page;
import io.privity.api.rest.Resource;
import io.privity.rights.retention.RetentionDesk;
import io.privity.rights.retention.RetentionRun;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /retention-runs}: what retention has erased, would erase, and is to erase now. */
@Component(service = RetentionRunsResource.class, property = Resource.PATH + "=/retention-runs")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class RetentionRunsResource {
  private static final String LIST = "retention-runs";

  private final RetentionDesk desk;
  private final RetentionRun retention;
  private final Cursors cursors;

  @Activate
  public RetentionRunsResource(
      @Reference RetentionDesk desk,
      @Reference RetentionRun retention,
      @Reference Cursors cursors) {
    this.desk = desk;
    this.retention = retention;
    this.cursors = cursors;
  }

  /** Lists runs, the newest first; a full page may be the last. */
  @GET
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public Page<RetentionDesk.Run> list(
      @Context SecurityContext security,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    Caller caller = Callers.of(security);
    int max = Limits.of(limit);
    List<RetentionDesk.Run> page = desk.list(caller, cursors.open(caller, LIST, cursor), max);
    return new Page<>(page, cursors.next(caller, LIST, page, max, RetentionDesk.Run::id));
  }

  /** Runs now, instead of waiting for the night. */
  @POST
  @NotReplayed
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public RetentionDesk.Run run(@Context SecurityContext security) {
    return desk.run(Callers.of(security));
  }

  /** What a run would do now. Erases nothing. */
  @GET
  @Path("preview")
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public RetentionRun.Preview preview(@Context SecurityContext security) {
    return retention.preview(Callers.of(security));
  }
}
