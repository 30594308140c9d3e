// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;

/** Keeps the two sides apart: a tenant's callers, and the operator. */
final class Sides {
  private Sides() {}

  /**
   * @throws io.privity.api.tenants.TenantException {@code tenant-only}
   */
  static void requireTenant(AuditLog audit, Caller caller, String operation) {
    if (caller.isOperator()) {
      audit.recordRefusal(caller, AuditEvent.refused(operation, "tenant-only"));
      throw Refusals.forbidden("tenant-only", "The operator can't act as a tenant.");
    }
  }

  /**
   * @throws io.privity.api.tenants.TenantException {@code operator-only}
   */
  static void requireOperator(AuditLog audit, Caller caller, String operation) {
    if (!caller.isOperator()) {
      audit.recordRefusal(caller, AuditEvent.refused(operation, "operator-only"));
      throw Refusals.forbidden("operator-only", "Only the operator may do that.");
    }
  }
}
