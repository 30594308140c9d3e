// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.rest;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.Cursors;
import io.privity.api.rest.Document;
import io.privity.api.rest.ETags;
import io.privity.api.rest.Flags;
import io.privity.api.rest.Json;
import io.privity.api.rest.Limits;
import io.privity.api.rest.NotReplayed;
import io.privity.api.rest.Page;
import io.privity.api.rest.Resource;
import io.privity.api.rest.RestException;
import io.privity.api.rights.RequestKind;
import io.privity.api.rights.SubjectRequests;
import io.privity.api.rights.SubjectRequests.Arrival;
import io.privity.api.rights.SubjectRequests.Identification;
import io.privity.api.rights.SubjectRequests.Prolongation;
import io.privity.api.rights.SubjectRequests.Query;
import io.privity.api.rights.SubjectRequests.Refusal;
import io.privity.api.rights.SubjectRequests.Request;
import io.privity.api.rights.SubjectRequests.Slice;
import io.privity.api.rights.SubjectRequests.State;
import io.privity.api.rights.SubjectRequests.Versioned;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
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

/** {@code /subject-requests}: what data subjects ask for, and what came of it. */
@Component(service = SubjectRequestsResource.class, property = Resource.PATH + "=/subject-requests")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allow({Role.OWNER, Role.PRIVACY_OFFICER})
public final class SubjectRequestsResource {
  private static final String LOCATION = "/api/v1/subject-requests/";
  private static final byte[] NOTHING = {};

  private final SubjectRequests requests;
  private final Json json;
  private final Cursors cursors;

  /** Whose request it is. */
  public record Assignment(String contact) {}

  @Activate
  public SubjectRequestsResource(
      @Reference SubjectRequests requests, @Reference Json json, @Reference Cursors cursors) {
    this.requests = requests;
    this.json = json;
    this.cursors = cursors;
  }

  @POST
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.INTEGRATION})
  public Response receive(@Context SecurityContext security, Arrival arrival) {
    Versioned received = requests.receive(Callers.of(security), arrival);
    return Response.status(Response.Status.CREATED)
        .header(HttpHeaders.LOCATION, LOCATION + received.request().id())
        .entity(document(received))
        .build();
  }

  /** {@code ?state= &kind= &overdue=true &contact= &limit= &cursor=}, the soonest due first. */
  @GET
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER})
  public Page<Request> list(
      @Context SecurityContext security,
      @QueryParam("state") String state,
      @QueryParam("kind") String kind,
      @QueryParam("overdue") String overdue,
      @QueryParam("contact") String contact,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    Caller caller = Callers.of(security);
    Query query =
        new Query(
            parameter("state", state, SubjectRequestsResource::state),
            parameter("kind", kind, RequestKind::of),
            Flags.isTrue("overdue", overdue),
            contact);
    int count = Limits.of(limit);
    String list = "subject-requests " + query;
    Slice slice = requests.list(caller, query, cursors.open(caller, list, cursor), count);
    String next = slice.next() == null ? null : cursors.seal(caller, list, slice.next());
    return new Page<>(slice.items(), next);
  }

  private static State state(String text) {
    return State.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static <T> T parameter(String name, String text, Function<String, T> reader) {
    try {
      return text == null ? null : reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw RestException.invalidParameter(name, "The parameter " + name + " has no valid value.");
    }
  }

  @GET
  @Path("{id}")
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER})
  public Document read(@Context SecurityContext security, @PathParam("id") String id) {
    return document(requests.read(Callers.of(security), id));
  }

  @POST
  @Path("{id}/assign")
  public Document assign(
      @Context SecurityContext security,
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      Assignment assignment) {
    return document(
        requests.assign(Callers.of(security), id, version(ifMatch), assignment.contact()));
  }

  @POST
  @Path("{id}/verify")
  public Document verify(
      @Context SecurityContext security,
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      Identification identification) {
    return document(requests.verify(Callers.of(security), id, version(ifMatch), identification));
  }

  @GET
  @Path("{id}/preview")
  public Document preview(@Context SecurityContext security, @PathParam("id") String id) {
    return preview(security, id, NOTHING);
  }

  @POST
  @NotReplayed
  @Path("{id}/preview")
  @Consumes(MediaType.WILDCARD)
  public Document preview(
      @Context SecurityContext security, @PathParam("id") String id, byte[] instructions) {
    Object preview = requests.preview(Callers.of(security), id, instructions(instructions));
    return new Document(json.write(preview), -1, -1);
  }

  /** 200 when it is done, also when it was before; 202 when it waits and goes on by itself. */
  @POST
  @NotReplayed
  @Path("{id}/fulfil")
  @Consumes(MediaType.WILDCARD)
  public Response fulfil(
      @Context SecurityContext security,
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      byte[] instructions) {
    Versioned fulfilled =
        requests.fulfil(Callers.of(security), id, version(ifMatch), instructions(instructions));
    boolean closed = fulfilled.request().state().isClosed();
    return Response.status(closed ? Response.Status.OK : Response.Status.ACCEPTED)
        .entity(document(fulfilled))
        .build();
  }

  @POST
  @Path("{id}/refuse")
  public Document refuse(
      @Context SecurityContext security,
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      Refusal refusal) {
    return document(requests.refuse(Callers.of(security), id, version(ifMatch), refusal));
  }

  @POST
  @Path("{id}/extend")
  public Document extend(
      @Context SecurityContext security,
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      Prolongation prolongation) {
    return document(requests.extend(Callers.of(security), id, version(ifMatch), prolongation));
  }

  @POST
  @Path("{id}/withdraw")
  @Consumes(MediaType.WILDCARD)
  public Document withdraw(
      @Context SecurityContext security,
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      byte[] body) {
    instructions(body);
    return document(requests.withdraw(Callers.of(security), id, version(ifMatch)));
  }

  private Document document(Versioned versioned) {
    return new Document(json.write(versioned.request()), versioned.version(), versioned.leaf());
  }

  /** Actions need no {@code If-Match}, but keep to one. */
  private static long version(String ifMatch) {
    return ifMatch == null ? SubjectRequests.ANY_VERSION : ETags.required(ifMatch);
  }

  /** A JSON object, or nothing, and then of no type; an empty one says nothing either. */
  private byte[] instructions(byte[] body) {
    return body.length == 0 || json.read(body, Map.class).isEmpty() ? NOTHING : body;
  }
}
