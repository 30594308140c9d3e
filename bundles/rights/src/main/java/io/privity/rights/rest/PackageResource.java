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
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
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
import io.privity.rights.access.Packages;
import javax.ws.rs.core.HttpHeaders;

/** {@code /subject-requests/{id}/package}: the answer to a request for access or portability. */
@Component(
    service = PackageResource.class,
    property = Resource.PATH + "=/subject-requests/{id}/package")
@Path("/{id}/package")
public final class PackageResource {
  private final Packages packages;

  @Activate
  public PackageResource(@Reference Packages packages) {
    this.packages = packages;
  }

  /** The package as a ZIP file; for 30 days from its making. */
  @GET
  @Produces("application/zip")
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public Response fetch(@Context SecurityContext security, @PathParam("id") String request) {
    return Response.ok(packages.fetch(Callers.of(security), request))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"package.zip\"")
        .build();
  }
}
