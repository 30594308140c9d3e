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
import io.privity.api.rest.Page;
import io.privity.api.rest.Resource;
import io.privity.rights.retention.InformationDuties;
import java.util.List;
import javax.ws.rs.Consumes;
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

/** {@code /information-duties}: who must be told where their data came from (Art. 14). */
@Component(
    service = InformationDutiesResource.class,
    property = Resource.PATH + "=/information-duties")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class InformationDutiesResource {
  private final InformationDuties duties;
  private final Cursors cursors;

  @Activate
  public InformationDutiesResource(
      @Reference InformationDuties duties, @Reference Cursors cursors) {
    this.duties = duties;
    this.cursors = cursors;
  }

  /**
   * Lists open duties, the oldest first.
   *
   * @param overdue {@code true} for those alone whose month is over
   */
  @GET
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public Page<InformationDuties.Duty> list(
      @Context SecurityContext security,
      @QueryParam("overdue") String overdue,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    Caller caller = Callers.of(security);
    boolean overdueOnly = Flags.isTrue("overdue", overdue);
    String list = "information-duties " + overdueOnly;
    String place = cursors.open(caller, list, cursor);
    int skip = place == null ? 0 : Integer.parseInt(place);
    int max = Limits.of(limit);
    List<InformationDuties.Duty> page = duties.open(caller, overdueOnly, skip, max);
    String end = Integer.toString(skip + max);
    return new Page<>(page, cursors.next(caller, list, page, max, last -> end));
  }

  /** The subject was told, or need not be. */
  @POST
  @Path("{contact}")
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.INTEGRATION})
  public InformationDuties.Informed inform(
      @Context SecurityContext security,
      @PathParam("contact") String contact,
      InformationDuties.Informed informed) {
    return duties.inform(Callers.of(security), contact, informed);
  }
}
