// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.rest;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.contacts.Contacts;
import io.privity.api.contacts.CustomField;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.Cursors;
import io.privity.api.rest.Limits;
import io.privity.api.rest.Page;
import io.privity.api.rest.Resource;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /custom-fields}: what a tenant keeps of its contacts beyond the usual. */
@Component(service = CustomFieldsResource.class, property = Resource.PATH + "=/custom-fields")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CustomFieldsResource {
  private static final String LIST = "custom-fields";

  private final Contacts contacts;
  private final Cursors cursors;

  @Activate
  public CustomFieldsResource(@Reference Contacts contacts, @Reference Cursors cursors) {
    this.contacts = contacts;
    this.cursors = cursors;
  }

  /** Lists the fields by name. */
  @GET
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.READER, Role.INTEGRATION})
  public Page<CustomField> list(
      @Context SecurityContext security,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    Caller caller = Callers.of(security);
    int max = Limits.of(limit);
    String after = cursors.open(caller, LIST, cursor);
    List<CustomField> oneMore =
        contacts.customFields(caller).stream()
            .filter(field -> after == null || field.name().compareTo(after) > 0)
            .limit(max + 1L)
            .toList();
    return cursors.page(caller, LIST, oneMore, max, CustomField::name);
  }

  @POST
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.INTEGRATION})
  public Response define(@Context SecurityContext security, CustomField field) {
    CustomField defined = contacts.defineCustomField(Callers.of(security), field);
    return Response.status(Response.Status.CREATED).entity(defined).build();
  }
}
