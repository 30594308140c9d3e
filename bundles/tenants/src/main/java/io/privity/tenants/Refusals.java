// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.problem.Kind;
import io.privity.api.tenants.TenantException;
import java.util.Map;

/** What this bundle refuses, each with its stable code. */
final class Refusals {
  private Refusals() {}

  static TenantException signInFailed() {
    return new TenantException(
        Kind.UNAUTHENTICATED, "sign-in-failed", "The address or the password is wrong.");
  }

  static TenantException recoveryFailed() {
    return new TenantException(
        Kind.UNAUTHENTICATED, "recovery-failed", "The address or the recovery code is wrong.");
  }

  static TenantException inviteInvalid() {
    return new TenantException(
        Kind.FORBIDDEN, "invite-invalid", "The invitation is unknown, used or expired.");
  }

  static TenantException tooManyAttempts(long seconds) {
    return new TenantException(
        Kind.TOO_MANY,
        "too-many-attempts",
        "Too many attempts; try again later.",
        Map.of("retryAfter", seconds));
  }

  static TenantException emailTaken() {
    return new TenantException(
        Kind.CONFLICT, "email-taken", "That e-mail address belongs to a user already.");
  }

  static TenantException invalid(String property, String message) {
    return new TenantException(
        Kind.INVALID, "invalid-value", message, Map.of("property", property));
  }

  static TenantException missing(String property) {
    return invalid(property, property + " is missing.");
  }

  static TenantException noSuch(String what) {
    return new TenantException(Kind.NOT_FOUND, "no-such-" + what, "There is no such " + what + ".");
  }

  static TenantException forbidden(String code, String message) {
    return new TenantException(Kind.FORBIDDEN, code, message);
  }

  static TenantException conflict(String code, String message) {
    return new TenantException(Kind.CONFLICT, code, message);
  }

  static TenantException stale() {
    return new TenantException(
        Kind.STALE, "stale-version", "The record was changed since that version was read.");
  }
}
