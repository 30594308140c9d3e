// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.rest;

import io.privity.api.rest.Open;
import io.privity.api.rest.Resource;
import io.privity.rights.intake.IntakeDesk;
import io.privity.rights.intake.IntakeDesk.Done;
import io.privity.rights.intake.IntakeDesk.Door;
import io.privity.rights.intake.IntakeDesk.Faulty;
import io.privity.rights.intake.IntakeDesk.Gone;
import io.privity.rights.intake.IntakeDesk.Received;
import io.privity.rights.intake.IntakeForm;
import io.privity.rights.intake.IntakePage;
import io.privity.rights.intake.Wording;
import java.util.Optional;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /intake/{secret}}: the page on which a subject asks for something. */
@Component(service = IntakeResource.class, property = Resource.PATH + "=/intake")
@Path("/{secret}")
@Produces(MediaType.TEXT_HTML)
@Open
public final class IntakeResource {
  static final String LOCATION = "/api/v1/intake/";
  private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";
  private static final String POLICY = "Content-Security-Policy";

  private final IntakeDesk desk;
  private final IntakePage page;

  @Activate
  public IntakeResource(@Reference IntakeDesk desk, @Reference IntakePage page) {
    this.desk = desk;
    this.page = page;
  }

  @GET
  public Response show(
      @Context SecurityContext security,
      @PathParam("secret") String secret,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    return door(security, secret)
        .map(door -> html(200, page.form(door, wording(languages, door))))
        .orElseGet(() -> gone(languages, null));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response submit(
      @Context SecurityContext security,
      @PathParam("secret") String secret,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages,
      MultivaluedMap<String, String> fields) {
    IntakeForm form = IntakeForm.of(fields);
    return door(security, secret)
        .map(door -> answer(door, languages, form))
        .orElseGet(() -> gone(languages, null));
  }

  private Optional<Door> door(SecurityContext security, String secret) {
    return desk.open(secret, security.getUserPrincipal().getName());
  }

  private Response answer(Door door, String languages, IntakeForm form) {
    Wording wording = wording(languages, door);
    IntakeDesk.Answer answer = desk.submit(door.in(wording.language()), form);
    if (answer instanceof Received received) {
      return html(200, page.received(door, wording, received.request()));
    }
    if (answer instanceof Done done) {
      return html(200, page.done(door, wording, done.action()));
    }
    if (answer instanceof Faulty faulty) {
      return html(400, page.form(door, wording, form, faulty.fields()));
    }
    return answer instanceof Gone
        ? gone(languages, door)
        : html(403, page.form(door, wording, form, Set.of("code")));
  }

  private Response gone(String languages, Door door) {
    return gone(page, languages, door);
  }

  static Response gone(IntakePage page, String languages, Door door) {
    Wording wording = Wording.suiting(languages, door == null ? null : door.language());
    return html(410, page.gone(wording, door == null ? null : door.tenant()));
  }

  private static Wording wording(String languages, Door door) {
    return Wording.suiting(languages, door.language());
  }

  static Response html(int status, String page) {
    return Response.status(status)
        .type(HTML)
        .header(POLICY, IntakePage.POLICY)
        .entity(page)
        .build();
  }
}
