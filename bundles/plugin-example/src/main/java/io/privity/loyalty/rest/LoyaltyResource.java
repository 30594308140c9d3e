// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.loyalty.rest;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.Cursors;
import io.privity.api.rest.Document;
import io.privity.api.rest.Json;
import io.privity.api.rest.Limits;
import io.privity.api.rest.Resource;
import io.privity.loyalty.Booking;
import io.privity.loyalty.Event;
import io.privity.loyalty.Loyalty;
import io.privity.loyalty.Loyalty.Booked;
import io.privity.loyalty.Loyalty.Statement;
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
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /contacts/{id}/loyalty}: a contact's points. Answers are {@link Document}s, so that one
 * that is kept for a repeated request is sealed under the contact's own key and goes with it.
 */
@Component(service = LoyaltyResource.class, property = Resource.PATH + "=/contacts/{id}/loyalty")
@Path("/{id}/loyalty")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class LoyaltyResource {
  private final Loyalty loyalty;
  private final Cursors cursors;
  private final Json json;

  /**
   * An account.
   *
   * @param items events, the newest first
   * @param next the cursor of the next page, or null
   */
  public record Account(long balance, List<Event> items, String next) {}

  @Activate
  public LoyaltyResource(
      @Reference Loyalty loyalty, @Reference Cursors cursors, @Reference Json json) {
    this.loyalty = loyalty;
    this.cursors = cursors;
    this.json = json;
  }

  /** The balance and the events, a full page may be the last; the ETag is the newest's number. */
  @GET
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.READER, Role.INTEGRATION})
  public Document read(
      @Context SecurityContext security,
      @PathParam("id") String contact,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    Caller caller = Callers.of(security);
    String list = "loyalty " + contact;
    String place = cursors.open(caller, list, cursor);
    long before = place == null ? Long.MAX_VALUE : Long.parseLong(place);
    int max = Limits.of(limit);
    Statement statement = loyalty.statement(caller, contact, before, max);
    List<Event> events = statement.events();
    String next = cursors.next(caller, list, events, max, event -> Long.toString(event.number()));
    return new Document(
        json.write(new Account(statement.balance(), events, next)),
        statement.newest(),
        statement.subject().leaf());
  }

  @POST
  @Allow({Role.OWNER, Role.MEMBER, Role.INTEGRATION})
  public Response book(
      @Context SecurityContext security, @PathParam("id") String contact, Booking booking) {
    Booked booked = loyalty.book(Callers.of(security), contact, booking);
    Event event = booked.event();
    return Response.status(Response.Status.CREATED)
        .entity(new Document(json.write(event), event.number(), booked.subject().leaf()))
        .build();
  }
}
