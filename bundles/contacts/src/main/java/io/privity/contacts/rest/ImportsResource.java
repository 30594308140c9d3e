// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.rest;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.problem.Kind;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Bulk;
import io.privity.api.rest.Callers;
import io.privity.api.rest.Cursors;
import io.privity.api.rest.Flags;
import io.privity.api.rest.IdempotencyKeys;
import io.privity.api.rest.Limits;
import io.privity.api.rest.Page;
import io.privity.api.rest.Resource;
import io.privity.api.rest.RestException;
import io.privity.contacts.exchange.FileRequest;
import io.privity.contacts.exchange.ImportReports;
import io.privity.contacts.exchange.ImportView;
import io.privity.contacts.exchange.Imports;
import io.privity.contacts.exchange.Preview.Rejection;
import io.privity.contacts.exchange.format.Format;
import io.privity.contacts.exchange.format.RejectsCsv;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
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
import javax.ws.rs.core.StreamingOutput;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /imports}: files become contacts, and can be taken back. */
@Component(service = ImportsResource.class, property = Resource.PATH + "=/imports")
@Path("/")
public final class ImportsResource {
  private static final String LIST = "imports";
  private static final String CSV = "text/csv";

  /** Whoever takes anything gets JSON. */
  private static final String CSV_IF_ASKED = CSV + ";qs=0.5";

  private static final String VCARD = "text/vcard";
  private static final String X_VCARD = "text/x-vcard";
  private static final String DIRECTORY = "text/directory";

  private final Imports imports;
  private final ImportReports reports;
  private final Cursors cursors;

  /** The id of what was accepted. */
  public record Accepted(String id) {}

  @Activate
  public ImportsResource(
      @Reference Imports imports, @Reference ImportReports reports, @Reference Cursors cursors) {
    this.imports = imports;
    this.reports = reports;
    this.cursors = cursors;
  }

  /**
   * Takes a file in and imports it; or, with {@code preview=true}, says what would come of it.
   *
   * @param key a repeat with it gets the id of the import that was started first
   * @param mapping JSON, {@code {"column": "target"}}, where it differs from the guess
   * @param dates {@code day-first} or {@code month-first}, where it differs from the guess
   * @param allowSuppressed lines that bring erased subjects back knowingly, such as {@code 12,57}
   */
  @POST
  @Bulk
  @Consumes({CSV, VCARD, X_VCARD, DIRECTORY, MediaType.APPLICATION_JSON})
  @Produces(MediaType.APPLICATION_JSON)
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.INTEGRATION})
  public Response start(
      @Context SecurityContext security,
      @Context HttpHeaders headers,
      @HeaderParam(IdempotencyKeys.HEADER) String key,
      @QueryParam("preview") String preview,
      @QueryParam("mapping") String mapping,
      @QueryParam("dates") String dates,
      @QueryParam("allowSuppressed") String allowSuppressed,
      InputStream body)
      throws IOException {
    Caller caller = Callers.of(security);
    MediaType type = headers.getMediaType();
    FileRequest request =
        FileRequest.of(format(type), charset(type), mapping, dates)
            .allowing(Parameters.lines("allowSuppressed", allowSuppressed));
    if (Flags.isTrue("preview", preview)) {
      return Response.ok(imports.preview(caller, request, body)).build();
    }
    String id = imports.accept(caller, request, key, body);
    return Response.accepted(new Accepted(id))
        .header(HttpHeaders.LOCATION, "/api/v1/imports/" + id)
        .build();
  }

  private static Format format(MediaType type) {
    if (type.isCompatible(MediaType.valueOf(CSV))) {
      return Format.CSV;
    }
    return type.isCompatible(MediaType.APPLICATION_JSON_TYPE) ? Format.JSON : Format.VCARD;
  }

  private static Charset charset(MediaType type) {
    String name = type.getParameters().get(MediaType.CHARSET_PARAMETER);
    try {
      return name == null ? null : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new RestException(
          Kind.UNSUPPORTED, "unsupported-charset", "The charset is not known here.");
    }
  }

  /** Lists imports, the newest first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.INTEGRATION})
  public Page<ImportView> list(
      @Context SecurityContext security,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    Caller caller = Callers.of(security);
    int max = Limits.of(limit);
    List<ImportView> oneMore = reports.list(caller, cursors.open(caller, LIST, cursor), max + 1);
    return cursors.page(caller, LIST, oneMore, max, ImportView::id);
  }

  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.INTEGRATION})
  public ImportView view(@Context SecurityContext security, @PathParam("id") String id) {
    return reports.view(Callers.of(security), id);
  }

  /** The rejected lines: where and why. Ask for text/csv to get them whole, to be put right. */
  @GET
  @Path("{id}/rejects")
  @Produces(MediaType.APPLICATION_JSON)
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.INTEGRATION})
  public Page<Rejection> rejects(
      @Context SecurityContext security,
      @PathParam("id") String id,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    Caller caller = Callers.of(security);
    int max = Limits.of(limit);
    String list = "imports/" + id + "/rejects";
    String place = cursors.open(caller, list, cursor);
    ImportReports.Rejected page =
        reports.rejects(caller, id, place == null ? 0 : Long.parseLong(place), max);
    return new Page<>(
        page.lines().stream().map(Rejection::of).toList(),
        page.next() < 0 ? null : cursors.seal(caller, list, Long.toString(page.next())));
  }

  /** The rejected rows as they stood in the file, which can be put right and imported again. */
  @GET
  @Path("{id}/rejects")
  @Produces(CSV_IF_ASKED)
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.INTEGRATION})
  public Response rejectedRows(@Context SecurityContext security, @PathParam("id") String id) {
    Caller caller = Callers.of(security);
    List<String> columns = reports.columns(caller, id);
    StreamingOutput body =
        out -> {
          Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          RejectsCsv csv = new RejectsCsv(writer, columns);
          reports.rejects(caller, id, csv::write);
          writer.flush();
        };
    return Response.ok(body)
        .header(HttpHeaders.CONTENT_TYPE, CSV + ";charset=utf-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"rejects.csv\"")
        .build();
  }

  /** Deletes what the import created and restores what it changed. */
  @POST
  @Path("{id}/revert")
  @Produces(MediaType.APPLICATION_JSON)
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.INTEGRATION})
  public Response revert(@Context SecurityContext security, @PathParam("id") String id) {
    ImportView view = imports.revert(Callers.of(security), id);
    boolean done = view.state().equals("reverted");
    return Response.status(done ? Response.Status.OK : Response.Status.ACCEPTED)
        .entity(view)
        .build();
  }
}
