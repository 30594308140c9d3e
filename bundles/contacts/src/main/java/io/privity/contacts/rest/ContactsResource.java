// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.rest;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.Contacts;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Bulk;
import io.privity.api.rest.Callers;
import io.privity.api.rest.Cursors;
import io.privity.api.rest.Document;
import io.privity.api.rest.ETags;
import io.privity.api.rest.Flags;
import io.privity.api.rest.IdempotencyKeys;
import io.privity.api.rest.Json;
import io.privity.api.rest.MergePatch;
import io.privity.api.rest.Resource;
import io.privity.contacts.AddressBook;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
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

/** {@code /contacts}: a tenant's address book. */
@Component(service = ContactsResource.class, property = Resource.PATH + "=/contacts")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ContactsResource {
  private static final String LOCATION = "/api/v1/contacts/";
  private static final String NDJSON = "application/x-ndjson";

  private final AddressBook contacts;
  private final Json json;
  private final Cursors cursors;
  private final IdempotencyKeys keys;

  @Activate
  public ContactsResource(
      @Reference AddressBook contacts,
      @Reference Json json,
      @Reference Cursors cursors,
      @Reference IdempotencyKeys keys) {
    this.contacts = contacts;
    this.json = json;
    this.cursors = cursors;
    this.keys = keys;
  }

  /** Lists contacts: {@code ?q= &email= &phone= &tag= &sort=name &limit= &cursor=}. */
  @GET
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.READER, Role.INTEGRATION})
  public Document list(
      @Context SecurityContext security,
      @QueryParam("q") String text,
      @QueryParam("email") String email,
      @QueryParam("phone") String phone,
      @QueryParam("tag") String tag,
      @QueryParam("sort") String sort,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    Caller caller = Callers.of(security);
    ListRequest request = ListRequest.of(text, email, phone, tag, sort, limit, cursor);
    String after = cursors.open(caller, request.listName(), request.cursor());
    Contacts.Slice slice = contacts.list(caller, request.query(), after, request.limit());
    String next =
        slice.next() == null ? null : cursors.seal(caller, request.listName(), slice.next());
    return new Document(ListBody.of(slice.ahead(), next), -1, -1, slice.recording());
  }

  /** Creates a contact; with {@code ?allowSuppressed=true} also one who was erased. */
  @POST
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.INTEGRATION})
  public Response create(
      @Context SecurityContext security,
      @QueryParam("allowSuppressed") String allowSuppressed,
      Contact contact) {
    boolean evenSuppressed = Flags.isTrue("allowSuppressed", allowSuppressed);
    Document created = contacts.create(Callers.of(security), contact, evenSuppressed);
    return Response.status(Response.Status.CREATED)
        .header(HttpHeaders.LOCATION, LOCATION + contacts.idOf(created))
        .entity(created)
        .build();
  }

  @GET
  @Path("{id}")
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.READER, Role.INTEGRATION})
  public Document read(@Context SecurityContext security, @PathParam("id") String id) {
    return contacts.read(Callers.of(security), id);
  }

  @PUT
  @Path("{id}")
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.INTEGRATION})
  public Document replace(
      @Context SecurityContext security,
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      Contact contact) {
    return contacts.replace(Callers.of(security), id, ETags.required(ifMatch), contact);
  }

  @PATCH
  @Path("{id}")
  @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.INTEGRATION})
  public Document change(
      @Context SecurityContext security,
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      MergePatch patch) {
    return contacts.change(
        Callers.of(security),
        id,
        ETags.required(ifMatch),
        current -> patch.applyTo(current, Contact.class));
  }

  @DELETE
  @Path("{id}")
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.INTEGRATION})
  public Response delete(
      @Context SecurityContext security,
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    contacts.delete(Callers.of(security), id, ETags.required(ifMatch));
    return Response.noContent().build();
  }

  /**
   * Creates many contacts: one on each line, and a result for each line, in order. What was done
   * stays, also when a later line is refused.
   *
   * @param key a repeat with it is refused, once lines of the first request are kept
   * @param allowSuppressed lines that bring erased subjects back knowingly, such as {@code 12,57}
   */
  @POST
  @Path("bulk")
  @Bulk
  @Consumes({NDJSON, "application/ndjson", "application/jsonl", MediaType.APPLICATION_JSON})
  @Produces({NDJSON, MediaType.APPLICATION_JSON})
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.INTEGRATION})
  public Response createMany(
      @Context SecurityContext security,
      @HeaderParam(IdempotencyKeys.HEADER) String key,
      @QueryParam("allowSuppressed") String allowSuppressed,
      InputStream body)
      throws IOException {
    Set<Long> allowed = Parameters.lines("allowSuppressed", allowSuppressed);
    byte[] results =
        new BulkIntake(contacts, json, keys, Callers.of(security), key, allowed).run(body);
    return Response.ok(results, NDJSON).build();
  }
}
