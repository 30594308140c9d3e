// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.Outcome;
import io.privity.api.caller.Caller;
import io.privity.tenants.store.UserRow;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What this bundle writes to the audit log, and as whom where there is no caller yet. */
final class Events {
  private static final String USER = "user";

  private Events() {}

  /** The user who is about to become a caller, by a credential of that name. */
  static Caller caller(UserRow user, String credential, String address) {
    return new Caller(
        user.tenantId(), user.id, user.leaf, credential, user.roles(), Caller.UNASSIGNED, address);
  }

  /** A stranger, who goes to the operator's log. */
  static Caller stranger(String credential, String address) {
    return new Caller(null, "stranger", -1, credential, Set.of(), Caller.UNASSIGNED, address);
  }

  static AuditEvent user(String operation, UserRow user) {
    return AuditEvent.of(operation, user.id, user.leaf, USER);
  }

  static AuditEvent users(String operation, List<UserRow> users) {
    return AuditEvent.list(operation, users.stream().mapToLong(u -> u.leaf).toArray(), USER);
  }

  static AuditEvent refusedUser(String operation, UserRow user, String code) {
    return new AuditEvent(
        operation,
        Outcome.REFUSED,
        List.of(user.id),
        new long[] {user.leaf},
        List.of(USER),
        "",
        code);
  }

  /** A record that belongs to a user, such as a session. */
  static AuditEvent of(String operation, String record, UserRow user) {
    return AuditEvent.of(operation, record, user.leaf, USER);
  }

  static AuditEvent tenant(String operation, UUID tenant) {
    return AuditEvent.of(operation, tenant.toString());
  }
}
