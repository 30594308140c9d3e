// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.caller.Role;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The roles that an API token may have: never more than its user's own, and never {@code owner},
 * for a program needs no power over users and the tenant's end.
 */
final class TokenRoles {
  private static final Set<Role> RECORDS =
      EnumSet.of(Role.PRIVACY_OFFICER, Role.MEMBER, Role.READER, Role.INTEGRATION);

  private static final Map<Role, Set<Role>> GRANTED =
      Map.of(
          Role.OWNER, RECORDS,
          Role.PRIVACY_OFFICER, RECORDS,
          Role.MEMBER, EnumSet.of(Role.MEMBER, Role.READER),
          Role.READER, EnumSet.of(Role.READER),
          Role.INTEGRATION, EnumSet.of(Role.INTEGRATION, Role.READER));

  private TokenRoles() {}

  static boolean mayGrant(Set<Role> own, Role role) {
    return own.stream().anyMatch(held -> GRANTED.get(held).contains(role));
  }
}
