// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.rest;

import io.privity.api.rest.Open;
import io.privity.api.rest.Resource;
import io.privity.rights.access.Packages;
import io.privity.rights.intake.IntakeDesk;
import io.privity.rights.intake.IntakeDesk.Answer;
import io.privity.rights.intake.IntakeDesk.Door;
import io.privity.rights.intake.IntakeDesk.WrongCode;
import io.privity.rights.intake.IntakePage;
import io.privity.rights.intake.Wording;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /packages/{secret}}: where a subject fetches its package, by link and code. */
@Component(service = PackagePageResource.class, property = Resource.PATH + "=/packages")
@Path("/{secret}")
@Open
public final class PackagePageResource {
  static final String LOCATION = "/api/v1/packages/";

  private final IntakeDesk desk;
  private final IntakePage page;
  private final Packages packages;

  @Activate
  public PackagePageResource(
      @Reference IntakeDesk desk, @Reference IntakePage page, @Reference Packages packages) {
    this.desk = desk;
    this.page = page;
    this.packages = packages;
  }

  @GET
  public Response show(
      @Context SecurityContext security,
      @PathParam("secret") String secret,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    return door(security, secret)
        .map(door -> form(200, door, languages, false))
        .orElseGet(() -> gone(languages, null));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response fetch(
      @Context SecurityContext security,
      @PathParam("secret") String secret,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages,
      MultivaluedMap<String, String> fields) {
    return door(security, secret)
        .map(door -> answer(door, languages, fields.getFirst("code")))
        .orElseGet(() -> gone(languages, null));
  }

  private Optional<Door> door(SecurityContext security, String secret) {
    return desk.openPackage(secret, security.getUserPrincipal().getName());
  }

  private Response answer(Door door, String languages, String code) {
    Optional<Answer> refused = desk.admit(door, code);
    if (refused.isEmpty()) {
      return PackageResource.zip(packages.fetch(door.caller(), door.link().request()));
    }
    return refused.get() instanceof WrongCode
        ? form(403, door, languages, true)
        : gone(languages, door);
  }

  private Response form(int status, Door door, String languages, boolean faulty) {
    Wording wording = Wording.suiting(languages, door.language());
    return IntakeResource.html(status, page.packageForm(door, wording, faulty));
  }

  private Response gone(String languages, Door door) {
    return IntakeResource.gone(page, languages, door);
  }
}
