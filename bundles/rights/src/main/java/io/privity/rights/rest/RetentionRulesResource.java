// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.rest;

import io.privity.api.caller.Role;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.ETags;
import io.privity.api.rest.Page;
import io.privity.api.rest.Resource;
import io.privity.rights.retention.RetentionRules;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
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

/** {@code /retention-rules}: how long a tenant keeps what it keeps for a purpose. */
@Component(service = RetentionRulesResource.class, property = Resource.PATH + "=/retention-rules")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RetentionRulesResource {
  private final RetentionRules rules;

  @Activate
  public RetentionRulesResource(@Reference RetentionRules rules) {
    this.rules = rules;
  }

  /** All rules, by purpose: there are never many. */
  @GET
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.READER})
  public Page<RetentionRules.Rule> list(@Context SecurityContext security) {
    return new Page<>(rules.list(Callers.of(security)), null);
  }

  /** The events that periods may count from. */
  @GET
  @Path("events")
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public Map<String, String> events() {
    return rules.events();
  }

  @POST
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public Response define(@Context SecurityContext security, RetentionRules.Rule rule) {
    return answer(Response.Status.CREATED, rules.define(Callers.of(security), rule));
  }

  @GET
  @Path("{purpose}")
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.READER})
  public Response read(@Context SecurityContext security, @PathParam("purpose") String purpose) {
    return answer(Response.Status.OK, rules.require(Callers.of(security), purpose));
  }

  @PUT
  @Path("{purpose}")
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public Response change(
      @Context SecurityContext security,
      @PathParam("purpose") String purpose,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      RetentionRules.Rule rule) {
    long version = ETags.required(ifMatch);
    return answer(Response.Status.OK, rules.change(Callers.of(security), purpose, rule, version));
  }

  @DELETE
  @Path("{purpose}")
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER})
  public void remove(
      @Context SecurityContext security,
      @PathParam("purpose") String purpose,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    rules.remove(Callers.of(security), purpose, ETags.required(ifMatch));
  }

  private static Response answer(Response.Status status, RetentionRules.Versioned rule) {
    return Response.status(status)
        .entity(rule.rule())
        .header(HttpHeaders.ETAG, ETags.of(rule.version()))
        .build();
  }
}
