// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.tenants.AttemptLimits.Act;
import io.privity.tenants.store.TenantStore;
import io.privity.tenants.store.UserRow;
import java.util.Arrays;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A signed-in user takes another password, which ends the user's other sessions. */
@Component(service = PasswordChanges.class)
public final class PasswordChanges {
  private static final String OPERATION = "tenants.password-change";
  private static final String WRONG = "wrong-password";

  private final TenantStore store;
  private final AuditLog audit;
  private final Accounts accounts;
  private final Sessions sessions;
  private final AttemptLimits limits;

  @Activate
  public PasswordChanges(
      @Reference TenantStore store,
      @Reference AuditLog audit,
      @Reference Accounts accounts,
      @Reference Sessions sessions,
      @Reference AttemptLimits limits) {
    this.store = store;
    this.audit = audit;
    this.accounts = accounts;
    this.sessions = sessions;
    this.limits = limits;
  }

  void change(Caller caller, String oldPassword, String newPassword) {
    Sides.requireTenant(audit, caller, OPERATION);
    if (oldPassword == null) {
      throw Refusals.missing("oldPassword");
    }
    UserRow seen =
        store
            .in(rows -> rows.user(caller.tenant(), caller.principal()))
            .orElseThrow(() -> Refusals.noSuch("user"));
    PasswordRules.check("newPassword", newPassword, accounts.email(caller, seen));
    limits.require(Act.FAILURE, caller.principal());
    if (oldPassword.length() > PasswordRules.LONGEST || !accounts.matches(oldPassword, seen)) {
      limits.count(Act.FAILURE, caller.principal());
      audit.recordRefusal(caller, Events.refusedUser(OPERATION, seen, WRONG));
      throw Refusals.forbidden(WRONG, "The old password is wrong.");
    }
    String hash = accounts.hash(newPassword);
    store.in(
        rows -> {
          UserRow user =
              rows.lockUser(caller.tenant(), caller.principal())
                  .filter(row -> Arrays.equals(row.password, seen.password))
                  .orElseThrow(() -> Refusals.forbidden(WRONG, "The old password is wrong."));
          accounts.setPassword(user, hash);
          sessions.endAll(rows, user, caller.credential());
          audit.record(caller, Events.user(OPERATION, user));
          return null;
        });
  }
}
