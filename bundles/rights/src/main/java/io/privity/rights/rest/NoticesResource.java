// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.rest;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.Cursors;
import io.privity.api.rest.Flags;
import io.privity.api.rest.Limits;
import io.privity.api.rest.NotReplayed;
import io.privity.api.rest.Page;
import io.privity.api.rest.Resource;
import io.privity.rights.processing.Notices;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
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

/** {@code /recipient-notices}: what recipients are to be told (Art. 19), until they acknowledge. */
@Component(service = NoticesResource.class, property = Resource.PATH + "=/recipient-notices")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class NoticesResource {
  private final Notices notices;
  private final Cursors cursors;

  @Activate
  public NoticesResource(@Reference Notices notices, @Reference Cursors cursors) {
    this.notices = notices;
    this.cursors = cursors;
  }

  /**
   * Lists notices, the first first.
   *
   * @param open {@code true} for those alone that are not acknowledged
   */
  @GET
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public Page<Notices.Notice> list(
      @Context SecurityContext security,
      @QueryParam("open") String open,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    Caller caller = Callers.of(security);
    boolean openOnly = Flags.isTrue("open", open);
    String list = "recipient-notices " + openOnly;
    int max = Limits.of(limit);
    List<Notices.Notice> page =
        notices.list(caller, openOnly, cursors.open(caller, list, cursor), max);
    return new Page<>(page, cursors.next(caller, list, page, max, Notices.Notice::id));
  }

  @POST
  @NotReplayed
  @Path("{id}/acknowledge")
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public Notices.Notice acknowledge(@Context SecurityContext security, @PathParam("id") String id) {
    return notices.acknowledge(Callers.of(security), id);
  }
}
