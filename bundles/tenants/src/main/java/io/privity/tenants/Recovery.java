// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.tenants.AttemptLimits.Act;
import io.privity.tenants.SignIns.Found;
import io.privity.tenants.store.TenantStore;
import io.privity.tenants.store.UserRow;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The owner's way back: the recovery code of sign-up sets a new password, once. */
@Component(service = Recovery.class)
public final class Recovery {
  private static final String OPERATION = "tenants.recover";

  private final TenantStore store;
  private final AuditLog audit;
  private final Accounts accounts;
  private final Sessions sessions;
  private final ClientAddresses addresses;
  private final AttemptLimits limits;

  @Activate
  public Recovery(
      @Reference TenantStore store,
      @Reference AuditLog audit,
      @Reference Accounts accounts,
      @Reference Sessions sessions,
      @Reference ClientAddresses addresses,
      @Reference AttemptLimits limits) {
    this.store = store;
    this.audit = audit;
    this.accounts = accounts;
    this.sessions = sessions;
    this.addresses = addresses;
    this.limits = limits;
  }

  String recover(String email, String code, String newPassword, String address) {
    if (email == null) {
      throw Refusals.missing("email");
    }
    if (code == null) {
      throw Refusals.missing("recoveryCode");
    }
    PasswordRules.check("newPassword", newPassword, email);
    String network = addresses.networkHash(address);
    limits.take(Act.SIGN_IN, network);
    limits.require(Act.FAILURE, network);
    // hashed before the code is looked at: good and bad ones take the same time
    String password = accounts.hash(newPassword);
    byte[] login = accounts.login(email);
    String hash = addresses.hash(address);
    Optional<UserRow> known =
        store.in(rows -> SignIns.find(rows, login)).filter(f -> !f.suspended()).map(Found::user);
    Optional<String> next =
        known.flatMap(
            seen ->
                store.in(
                    rows ->
                        rows.lockUser(seen.tenantId(), seen.id)
                            .filter(
                                user ->
                                    RecoveryCode.matches(code, user.recovery)
                                        && !accounts.isErased(user))
                            .map(
                                user -> {
                                  String fresh = RecoveryCode.next();
                                  user.recovery = RecoveryCode.hash(fresh);
                                  accounts.setPassword(user, password);
                                  sessions.endAll(rows, user, "");
                                  audit.record(
                                      Events.caller(user, "recovery-code", hash),
                                      Events.user(OPERATION, user));
                                  return fresh;
                                })));
    return next.orElseThrow(
        () -> {
          limits.count(Act.FAILURE, network);
          refuse(known, hash);
          return Refusals.recoveryFailed();
        });
  }

  private void refuse(Optional<UserRow> known, String address) {
    known.ifPresentOrElse(
        user ->
            audit.recordRefusal(
                Events.caller(user, "recovery-code", address),
                Events.refusedUser(OPERATION, user, "recovery-failed")),
        () ->
            audit.recordRefusal(
                Events.stranger("recovery-code", address),
                AuditEvent.refused(OPERATION, "recovery-failed")));
  }
}
