// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.rest;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.privacy.Subject;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.NotReplayed;
import io.privity.api.rest.Resource;
import io.privity.api.rights.SubjectRequests;
import io.privity.rights.access.Packages;
import io.privity.rights.intake.IntakeLinks;
import java.time.Instant;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /subject-requests/{id}/package}: the answer to a request for access or portability. */
@Component(
    service = PackageResource.class,
    property = Resource.PATH + "=/subject-requests/{id}/package")
@Path("/{id}/package")
public final class PackageResource {
  private final Packages packages;
  private final IntakeLinks links;
  private final SubjectRequests requests;
  private final PublicAddress address;

  /** A new link to the package, shown once: the code goes by another way than the address. */
  public record Link(String url, String code, Instant expires) {}

  @Activate
  public PackageResource(
      @Reference Packages packages,
      @Reference IntakeLinks links,
      @Reference SubjectRequests requests,
      @Reference PublicAddress address) {
    this.packages = packages;
    this.links = links;
    this.requests = requests;
    this.address = address;
  }

  /** The package as a ZIP file; for 30 days from its making. */
  @GET
  @Produces("application/zip")
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public Response fetch(@Context SecurityContext security, @PathParam("id") String request) {
    return zip(packages.fetch(Callers.of(security), request));
  }

  /** Makes a link by which the subject fetches the package, for two weeks. */
  @POST
  @Path("link")
  @Produces(MediaType.APPLICATION_JSON)
  @NotReplayed
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public Response link(
      @Context SecurityContext security,
      @PathParam("id") String request,
      @HeaderParam(HttpHeaders.HOST) String host) {
    Caller caller = Callers.of(security);
    packages.requireMade(caller, request);
    SubjectRequests.Versioned asked = requests.read(caller, request);
    Subject subject =
        new Subject(caller.tenant(), asked.request().contact(), asked.leaf(), List.of());
    IntakeLinks.Made made = links.toPackage(caller, subject, request);
    String url = address.of(host, PackagePageResource.LOCATION + made.secret());
    return Response.status(Response.Status.CREATED)
        .entity(new Link(url, made.code(), made.expires()))
        .build();
  }

  static Response zip(byte[] content) {
    return Response.ok(content, "application/zip")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"package.zip\"")
        .build();
  }
}
