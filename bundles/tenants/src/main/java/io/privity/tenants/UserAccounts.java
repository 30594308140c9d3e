// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.encryption.Keyring;
import io.privity.api.tenants.Tenants.Versioned;
import io.privity.api.tenants.Users.Invitation;
import io.privity.api.tenants.Users.Invited;
import io.privity.api.tenants.Users.Profile;
import io.privity.api.tenants.Users.User;
import io.privity.tenants.AttemptLimits.Act;
import io.privity.tenants.store.Rows;
import io.privity.tenants.store.TenantStore;
import io.privity.tenants.store.UserRow;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The users of a tenant, as its owners keep them. */
@Component(service = UserAccounts.class)
public final class UserAccounts {
  private static final int LONGEST_NAME = 100;

  private final TenantStore store;
  private final Keyring keyring;
  private final AuditLog audit;
  private final Accounts accounts;
  private final Sessions sessions;
  private final AttemptLimits limits;
  private final Clock clock;

  @Activate
  public UserAccounts(
      @Reference TenantStore store,
      @Reference Keyring keyring,
      @Reference AuditLog audit,
      @Reference Accounts accounts,
      @Reference Sessions sessions,
      @Reference AttemptLimits limits) {
    this(store, keyring, audit, accounts, sessions, limits, Clock.systemUTC());
  }

  UserAccounts(
      TenantStore store,
      Keyring keyring,
      AuditLog audit,
      Accounts accounts,
      Sessions sessions,
      AttemptLimits limits,
      Clock clock) {
    this.store = store;
    this.keyring = keyring;
    this.audit = audit;
    this.accounts = accounts;
    this.sessions = sessions;
    this.limits = limits;
    this.clock = clock;
  }

  List<User> list(Caller caller, String after, int limit) {
    String operation = "tenants.user-list";
    Sides.requireTenant(audit, caller, operation);
    List<UserRow> rows = store.in(r -> r.users(caller.tenant(), after, limit));
    List<User> users = rows.stream().map(row -> view(caller, row)).toList();
    audit.recordRead(caller, Events.users(operation, rows));
    return users;
  }

  Versioned<User> read(Caller caller, String id) {
    String operation = "tenants.user-read";
    Sides.requireTenant(audit, caller, operation);
    UserRow row =
        store.in(rows -> rows.user(caller.tenant(), id)).orElseThrow(() -> Refusals.noSuch("user"));
    Versioned<User> user = versioned(caller, row);
    audit.recordRead(caller, Events.user(operation, row));
    return user;
  }

  /**
   * The address belongs to the invited user only once the invitation is accepted: an owner can't
   * keep others' addresses from signing up.
   */
  Invited invite(Caller caller, Invitation invitation) {
    String operation = "tenants.user-invite";
    Sides.requireTenant(audit, caller, operation);
    if (invitation == null) {
      throw Refusals.missing("email");
    }
    EmailAddress email = EmailAddress.of(invitation.email());
    Set<Role> roles = roles(invitation.roles());
    limits.require(Act.TAKEN, caller.principal());
    byte[] login = accounts.login(email.text());
    return store.in(
        rows -> {
          rows.lockTenant(caller.tenant()).orElseThrow(() -> Refusals.noSuch("tenant"));
          boolean known =
              rows.users(caller.tenant()).stream()
                  .anyMatch(user -> Arrays.equals(user.login, login));
          if (known || rows.login(login).isPresent()) {
            limits.count(Act.TAKEN, caller.principal());
            throw Refusals.emailTaken();
          }
          long now = clock.millis();
          UserRow user = accounts.user(caller, email, roles, now);
          String code =
              new Bearer(Bearer.Kind.INVITATION, caller.tenant(), UUID.fromString(user.id))
                  .withSecret();
          user.invite = Secret.hash(code);
          user.inviteExpires = now + Invitations.LENGTH.toMillis();
          rows.add(user);
          audit.record(caller, Events.user(operation, user));
          return new Invited(
              user.id,
              email.text(),
              user.roleNames(),
              code,
              Instant.ofEpochMilli(user.inviteExpires));
        });
  }

  Versioned<User> change(Caller caller, String id, Profile profile, long version) {
    String operation = "tenants.user-change";
    Sides.requireTenant(audit, caller, operation);
    Set<Role> roles = roles(profile.roles());
    OneLine.check("name", profile.name(), LONGEST_NAME);
    return store.in(
        rows -> {
          UserRow user = lock(rows, caller, id, version);
          if (!roles.contains(Role.OWNER)) {
            requireAnotherOwner(rows, user);
          }
          user.setRoles(roles);
          accounts.setDisplayName(caller, user, profile.name());
          user.version++;
          sessions.revoked(caller.tenant());
          audit.record(
              caller, Events.user(operation, user).withDetail(String.join(",", user.roleNames())));
          return versioned(caller, user);
        });
  }

  /** The leaf goes before the commit: should the commit fail, the row that stays opens no more. */
  void remove(Caller caller, String id, long version) {
    String operation = "tenants.user-remove";
    Sides.requireTenant(audit, caller, operation);
    store.in(
        rows -> {
          UserRow user = lock(rows, caller, id, version);
          requireAnotherOwner(rows, user);
          rows.removeUser(user);
          sessions.revoked(caller.tenant());
          audit.record(caller, Events.user(operation, user));
          rows.flush();
          keyring.puncture(caller, user.leaf);
          return null;
        });
  }

  /** Users change one at a time in a tenant, so that no two owners remove each other. */
  private static UserRow lock(Rows rows, Caller caller, String id, long version) {
    UserRow user =
        rows.lockTenant(caller.tenant())
            .flatMap(tenant -> rows.lockUser(caller.tenant(), id))
            .orElseThrow(() -> Refusals.noSuch("user"));
    if (user.version != version) {
      throw Refusals.stale();
    }
    return user;
  }

  private void requireAnotherOwner(Rows rows, UserRow user) {
    boolean last =
        user.isOwner()
            && user.isActive()
            && rows.users(user.tenantId()).stream()
                .noneMatch(
                    other ->
                        !other.id.equals(user.id)
                            && other.isOwner()
                            && other.isActive()
                            && !accounts.isErased(other));
    if (last) {
      throw Refusals.conflict("last-owner", "The tenant's last owner stays.");
    }
  }

  private Versioned<User> versioned(Caller caller, UserRow row) {
    return new Versioned<>(view(caller, row), row.version);
  }

  /** One whose removal was cut off after its key went shows without address and name. */
  private User view(Caller caller, UserRow row) {
    boolean erased = accounts.isErased(row);
    return new User(
        row.id,
        erased ? null : accounts.email(caller, row),
        erased ? null : accounts.displayName(caller, row),
        row.roleNames(),
        row.isActive(),
        Instant.ofEpochMilli(row.created));
  }

  private static Set<Role> roles(List<String> names) {
    if (names == null || names.isEmpty()) {
      throw Refusals.invalid("roles", "roles names at least one role.");
    }
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String name : names) {
      try {
        roles.add(Role.of(name));
      } catch (IllegalArgumentException e) {
        throw Refusals.invalid("roles", "roles names a role that there is not.");
      }
    }
    return roles;
  }
}
