// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.rest;

import io.privity.api.audit.AuditException;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.problem.Kind;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.Cursors;
import io.privity.api.rest.Limits;
import io.privity.api.rest.Page;
import io.privity.api.rest.Resource;
import io.privity.api.rest.RestException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.StreamingOutput;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The tenant's audit log: its entries, its proofs, and all of it for the offline verifier. */
@Component(service = AuditResource.class, property = Resource.PATH + "=/audit")
@Path("/")
public final class AuditResource {
  private static final String TEXT = MediaType.TEXT_PLAIN + ";charset=UTF-8";

  private final AuditLog log;
  private final Cursors cursors;

  @Activate
  public AuditResource(@Reference AuditLog log, @Reference Cursors cursors) {
    this.log = log;
    this.cursors = cursors;
  }

  @GET
  @Path("entries")
  @Produces(MediaType.APPLICATION_JSON)
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public Page<AuditLog.Entry> entries(
      @Context SecurityContext security,
      @QueryParam("from") String from,
      @QueryParam("to") String to,
      @QueryParam("principal") String principal,
      @QueryParam("operation") String operation,
      @QueryParam("record") String record,
      @QueryParam("subject") String subject,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    Caller caller = Callers.of(security);
    AuditLog.Query query =
        new AuditLog.Query(
            parameter("from", from, Instant::parse),
            parameter("to", to, Instant::parse),
            principal,
            operation,
            record,
            parameter("subject", subject, Long::valueOf));
    int count = Limits.of(limit);
    String list = "audit/entries " + query;
    String place = cursors.open(caller, list, cursor);
    long before = place == null ? Long.MAX_VALUE : Long.parseLong(place);
    List<AuditLog.Entry> entries = log.entries(caller, query, before, count);
    return new Page<>(
        entries,
        cursors.next(caller, list, entries, count, entry -> Long.toString(entry.position())));
  }

  @GET
  @Path("checkpoint")
  @Produces(TEXT)
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.READER, Role.INTEGRATION})
  public String checkpoint(@Context SecurityContext security) {
    return log.checkpoint(Callers.of(security));
  }

  @GET
  @Path("key")
  @Produces(TEXT)
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.READER, Role.INTEGRATION})
  public String key(@Context SecurityContext security) {
    return log.verifierKey(Callers.of(security)) + "\n";
  }

  @GET
  @Path("proofs/inclusion")
  @Produces(MediaType.APPLICATION_JSON)
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public AuditLog.Inclusion inclusion(
      @Context SecurityContext security, @QueryParam("entry") String entry) {
    return log.inclusion(Callers.of(security), required("entry", entry, Function.identity()))
        .orElseThrow(
            () ->
                new AuditException(
                    Kind.NOT_FOUND, "no-such-entry", "The log has no entry with that id."));
  }

  @GET
  @Path("proofs/consistency")
  @Produces(MediaType.APPLICATION_JSON)
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public AuditLog.Consistency consistency(
      @Context SecurityContext security,
      @QueryParam("from") String from,
      @QueryParam("to") String to) {
    return log.consistency(
        Callers.of(security),
        required("from", from, Long::valueOf),
        required("to", to, Long::valueOf));
  }

  @GET
  @Path("log")
  @Produces(TEXT)
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public StreamingOutput log(@Context SecurityContext security) {
    Caller caller = Callers.of(security);
    return out -> log.export(caller, out);
  }

  private static <T> T required(String name, String text, Function<String, T> reader) {
    if (text == null) {
      throw invalid(name);
    }
    return parameter(name, text, reader);
  }

  private static <T> T parameter(String name, String text, Function<String, T> reader) {
    try {
      return text == null ? null : reader.apply(text);
    } catch (DateTimeParseException | NumberFormatException e) {
      throw invalid(name);
    }
  }

  private static RestException invalid(String name) {
    return RestException.invalidParameter(
        name, "The parameter " + name + " is missing or has no valid value.");
  }
}
