// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.caller;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Who asks, as the credential alone says. It is the first argument of every service; there is no
 * ambient caller.
 *
 * @param tenant the tenant, or null for the operator, who is never a tenant's user
 * @param principal the user's or the operator's pseudonym: a UUID, or a name such as {@code
 *     local-console}
 * @param principalLeaf the leaf of the principal's own subject key, or -1 where it has none
 * @param credential the id of the session or token used, or the name of the console's key; never
 *     the secret
 * @param roles what the caller may do in the tenant; empty for the operator
 * @param purpose the purpose the caller names, or {@code unassigned}
 * @param address the keyed hash of the client's address, or an empty string
 */
public record Caller(
    UUID tenant,
    String principal,
    long principalLeaf,
    String credential,
    Set<Role> roles,
    String purpose,
    String address) {

  public static final String UNASSIGNED = "unassigned";

  public Caller {
    Objects.requireNonNull(principal);
    Objects.requireNonNull(credential);
    roles = Set.copyOf(roles);
    Objects.requireNonNull(purpose);
    Objects.requireNonNull(address);
  }

  /** The operator at the console, or a task of the server's own that touches no tenant's data. */
  public static Caller operator(String principal) {
    return new Caller(null, principal, -1, "console", Set.of(), UNASSIGNED, "");
  }

  /** The same, asking for another purpose. */
  public Caller withPurpose(String other) {
    return new Caller(tenant, principal, principalLeaf, credential, roles, other, address);
  }

  public boolean isOperator() {
    return tenant == null;
  }

  public boolean hasAny(Set<Role> allowed) {
    for (Role role : allowed) {
      if (roles.contains(role)) {
        return true;
      }
    }
    return false;
  }
}
