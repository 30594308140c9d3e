// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.tenants;

import io.privity.api.caller.Caller;
import io.privity.api.tenants.Tenants.Versioned;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The users of a tenant and their API tokens. Thread-safe. */
@ProviderType
public interface Users {

  /**
   * A user of the tenant.
   *
   * @param name how the user is called, or null
   * @param active false until an invited one has chosen a password
   */
  record User(
      String id,
      String email,
      String name,
      List<String> roles,
      boolean active,
      Instant createdAt) {}

  /** What an owner changes of a user. {@code name} may be null. */
  record Profile(String name, List<String> roles) {}

  /** What an invitation takes. */
  record Invitation(String email, List<String> roles) {}

  /** An invited user, with the code that is shown once. */
  record Invited(String id, String email, List<String> roles, String code, Instant expires) {}

  /** What an API token is made from. {@code expires} and {@code purpose} may be null. */
  record TokenRequest(String name, String role, Instant expires, String purpose) {}

  /** A token, without its secret. */
  record Token(
      String id, String name, String role, String purpose, Instant expires, Instant createdAt) {}

  /** A new token with its secret, shown once. */
  record NewToken(
      String id,
      String name,
      String role,
      String purpose,
      Instant expires,
      Instant createdAt,
      String token) {}

  List<User> users(Caller caller, String after, int limit);

  Versioned<User> user(Caller caller, String id);

  Invited invite(Caller caller, Invitation invitation);

  /** An invited user takes the code and chooses a password. */
  Session accept(String code, String password, String address);

  /**
   * @param version the version that the change is based on
   * @throws TenantException {@code stale-version}, {@code last-owner}, {@code invalid-value}
   */
  Versioned<User> change(Caller caller, String id, Profile profile, long version);

  /**
   * Removes a user with sessions, tokens and key. The last owner stays.
   *
   * @param version the version that the removal is based on
   * @throws TenantException {@code stale-version}, {@code last-owner}
   */
  void remove(Caller caller, String id, long version);

  void changePassword(Caller caller, String oldPassword, String newPassword);

  List<Token> tokens(Caller caller, String after, int limit);

  NewToken createToken(Caller caller, TokenRequest request);

  void revokeToken(Caller caller, String id);
}
