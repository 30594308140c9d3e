// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.rest;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.Cursors;
import io.privity.api.rest.ETags;
import io.privity.api.rest.Limits;
import io.privity.api.rest.MergePatch;
import io.privity.api.rest.NotReplayed;
import io.privity.api.rest.Open;
import io.privity.api.rest.Page;
import io.privity.api.rest.Resource;
import io.privity.api.tenants.Session;
import io.privity.api.tenants.Users;
import io.privity.api.tenants.Users.Invitation;
import io.privity.api.tenants.Users.Invited;
import io.privity.api.tenants.Users.Profile;
import io.privity.api.tenants.Users.User;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.Response.Status;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

@Component(service = UsersResource.class, property = Resource.PATH + "=/users")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class UsersResource {
  private static final String LIST = "users";

  public record Acceptance(String code, String password) {}

  public record PasswordChange(String oldPassword, String newPassword) {}

  private final Users users;
  private final Cursors cursors;

  @Activate
  public UsersResource(@Reference Users users, @Reference Cursors cursors) {
    this.users = users;
    this.cursors = cursors;
  }

  /** A full page may be the last: then the next one is empty. */
  @GET
  @Allow(Role.OWNER)
  public Page<User> list(
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor,
      @Context SecurityContext context) {
    Caller caller = Callers.of(context);
    int most = Limits.of(limit);
    List<User> found = users.users(caller, cursors.open(caller, LIST, cursor), most);
    return new Page<>(found, cursors.next(caller, LIST, found, most, User::id));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow(Role.OWNER)
  @NotReplayed
  public Response invite(Invitation invitation, @Context SecurityContext context) {
    Invited invited = users.invite(Callers.of(context), invitation);
    return Response.status(Status.CREATED).entity(invited).build();
  }

  @GET
  @Path("{id}")
  @Allow(Role.OWNER)
  public Response read(@PathParam("id") String id, @Context SecurityContext context) {
    return Answers.of(users.user(Callers.of(context), id));
  }

  @PATCH
  @Path("{id}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Allow(Role.OWNER)
  public Response change(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      MergePatch patch,
      @Context SecurityContext context) {
    Caller caller = Callers.of(context);
    long version = ETags.required(ifMatch);
    User user = users.user(caller, id).value();
    Profile current = new Profile(user.name(), user.roles());
    return Answers.of(users.change(caller, id, patch.applyTo(current, Profile.class), version));
  }

  @DELETE
  @Path("{id}")
  @Allow(Role.OWNER)
  public void remove(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      @Context SecurityContext context) {
    users.remove(Callers.of(context), id, ETags.required(ifMatch));
  }

  @POST
  @Path("accept")
  @Consumes(MediaType.APPLICATION_JSON)
  @Open
  @NotReplayed
  public Session accept(Acceptance given, @Context SecurityContext context) {
    return users.accept(given.code(), given.password(), Clients.address(context));
  }

  @POST
  @Path("password")
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER, Role.READER, Role.INTEGRATION})
  @NotReplayed
  public void changePassword(PasswordChange change, @Context SecurityContext context) {
    users.changePassword(Callers.of(context), change.oldPassword(), change.newPassword());
  }
}
