// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.rest;

import io.privity.api.caller.Role;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.Resource;
import io.privity.api.rest.RestException;
import io.privity.contacts.exchange.Exports;
import io.privity.contacts.exchange.format.Format;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.StreamingOutput;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /exports}: a tenant takes its contacts with it. */
@Component(service = ExportsResource.class, property = Resource.PATH + "=/exports")
@Path("/")
public final class ExportsResource {
  private final Exports exports;

  @Activate
  public ExportsResource(@Reference Exports exports) {
    this.exports = exports;
  }

  /** All contacts as a file: {@code csv}, {@code vcard} or {@code json}. */
  @GET
  @Path("contacts")
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.INTEGRATION})
  public Response contacts(@Context SecurityContext security, @QueryParam("format") String format) {
    Format wanted = format == null ? Format.JSON : Format.of(format);
    if (wanted == null) {
      throw RestException.invalidParameter("format", "format is csv, vcard or json.");
    }
    Exports.Export export = exports.contacts(Callers.of(security), wanted);
    StreamingOutput body = export::to;
    String charset = wanted == Format.JSON ? "" : ";charset=utf-8";
    return Response.ok(body)
        .header(HttpHeaders.CONTENT_TYPE, wanted.mediaType() + charset)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"contacts." + wanted.extension() + "\"")
        .build();
  }
}
