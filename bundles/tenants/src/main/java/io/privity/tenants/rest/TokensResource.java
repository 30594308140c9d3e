// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.rest;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.Cursors;
import io.privity.api.rest.Limits;
import io.privity.api.rest.NotReplayed;
import io.privity.api.rest.Page;
import io.privity.api.rest.Resource;
import io.privity.api.tenants.Users;
import io.privity.api.tenants.Users.NewToken;
import io.privity.api.tenants.Users.Token;
import io.privity.api.tenants.Users.TokenRequest;
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
import javax.ws.rs.core.Response.Status;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

@Component(service = TokensResource.class, property = Resource.PATH + "=/tokens")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class TokensResource {
  private static final String LIST = "tokens";

  private final Users users;
  private final Cursors cursors;

  @Activate
  public TokensResource(@Reference Users users, @Reference Cursors cursors) {
    this.users = users;
    this.cursors = cursors;
  }

  /** A full page may be the last: then the next one is empty. */
  @GET
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.READER, Role.INTEGRATION})
  public Page<Token> list(
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor,
      @Context SecurityContext context) {
    Caller caller = Callers.of(context);
    int most = Limits.of(limit);
    List<Token> found = users.tokens(caller, cursors.open(caller, LIST, cursor), most);
    return new Page<>(found, cursors.next(caller, LIST, found, most, Token::id));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.READER, Role.INTEGRATION})
  @NotReplayed
  public Response create(TokenRequest request, @Context SecurityContext context) {
    NewToken made = users.createToken(Callers.of(context), request);
    return Response.status(Status.CREATED).entity(made).build();
  }

  @DELETE
  @Path("{id}")
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.READER, Role.INTEGRATION})
  public void revoke(@PathParam("id") String id, @Context SecurityContext context) {
    users.revokeToken(Callers.of(context), id);
  }
}
