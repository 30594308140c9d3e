// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.tenants.UserNames;
import io.privity.tenants.store.Rows;
import io.privity.tenants.store.TenantStore;
import io.privity.tenants.store.UserRow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Names a tenant's users to its data subjects, while the tenant has it so. */
@Component
public final class NamedUsers implements UserNames {
  private static final String OPERATION = "tenants.user-names";

  private final TenantStore store;
  private final TenantSettings settings;
  private final Accounts accounts;
  private final AuditLog audit;

  @Activate
  public NamedUsers(
      @Reference TenantStore store,
      @Reference TenantSettings settings,
      @Reference Accounts accounts,
      @Reference AuditLog audit) {
    this.store = store;
    this.settings = settings;
    this.accounts = accounts;
    this.audit = audit;
  }

  @Override
  public Map<String, String> of(Caller caller, Set<String> users) {
    Sides.requireTenant(audit, caller, OPERATION);
    List<UserRow> named = store.in(rows -> named(rows, caller, users));
    if (named.isEmpty()) {
      return Map.of();
    }
    Map<String, String> names =
        named.stream()
            .collect(Collectors.toMap(user -> user.id, user -> accounts.displayName(caller, user)));
    audit.recordRead(caller, Events.users(OPERATION, named));
    return names;
  }

  private List<UserRow> named(Rows rows, Caller caller, Set<String> users) {
    boolean may =
        rows.tenant(caller.tenant())
            .filter(row -> settings.versioned(caller, row).value().namesUsers())
            .isPresent();
    return may
        ? rows.users(caller.tenant()).stream()
            .filter(user -> users.contains(user.id))
            .filter(user -> user.name != null && !accounts.isErased(user))
            .toList()
        : List.of();
  }
}
