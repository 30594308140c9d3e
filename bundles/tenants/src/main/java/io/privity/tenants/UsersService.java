// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.caller.Caller;
import io.privity.api.tenants.Session;
import io.privity.api.tenants.Tenants.Versioned;
import io.privity.api.tenants.Users;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The door to users and their tokens; each matter has its own class. */
@Component
public final class UsersService implements Users {
  private final UserAccounts users;
  private final Invitations invitations;
  private final PasswordChanges passwords;
  private final ApiTokens tokens;

  @Activate
  public UsersService(
      @Reference UserAccounts users,
      @Reference Invitations invitations,
      @Reference PasswordChanges passwords,
      @Reference ApiTokens tokens) {
    this.users = users;
    this.invitations = invitations;
    this.passwords = passwords;
    this.tokens = tokens;
  }

  @Override
  public List<User> users(Caller caller, String after, int limit) {
    return users.list(caller, after, limit);
  }

  @Override
  public Versioned<User> user(Caller caller, String id) {
    return users.read(caller, id);
  }

  @Override
  public Invited invite(Caller caller, Invitation invitation) {
    return users.invite(caller, invitation);
  }

  @Override
  public Session accept(String code, String password, String address) {
    return invitations.accept(code, password, address);
  }

  @Override
  public Versioned<User> change(Caller caller, String id, Profile profile, long version) {
    return users.change(caller, id, profile, version);
  }

  @Override
  public void remove(Caller caller, String id, long version) {
    users.remove(caller, id, version);
  }

  @Override
  public void changePassword(Caller caller, String oldPassword, String newPassword) {
    passwords.change(caller, oldPassword, newPassword);
  }

  @Override
  public List<Token> tokens(Caller caller, String after, int limit) {
    return tokens.list(caller, after, limit);
  }

  @Override
  public NewToken createToken(Caller caller, TokenRequest request) {
    return tokens.create(caller, request);
  }

  @Override
  public void revokeToken(Caller caller, String id) {
    tokens.revoke(caller, id);
  }
}
