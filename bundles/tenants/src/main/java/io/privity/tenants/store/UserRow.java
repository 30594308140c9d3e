// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.store;

import io.privity.api.caller.Role;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.NamedQuery;
import javax.persistence.Table;

/** A user of a tenant: a subject, whose e-mail address and password hash are sealed. */
@Entity
@Table(name = "tenants_user")
@IdClass(TenantKey.class)
@NamedQuery(
    name = "user.page",
    query = "select u from UserRow u where u.tenant = :tenant and u.id > :after order by u.id")
@NamedQuery(name = "user.all", query = "select u from UserRow u where u.tenant = :tenant")
@NamedQuery(
    name = "user.count",
    query = "select u.tenant, count(u.id) from UserRow u group by u.tenant")
@NamedQuery(name = "user.ended", query = "delete from UserRow u where u.tenant = :tenant")
public class UserRow {
  @Id
  @Column(name = "tenant")
  public String tenant;

  @Id
  @Column(name = "id")
  public String id;

  @Column(name = "leaf")
  public long leaf;

  /** The version of what others see of the user, its ETag. */
  @Column(name = "version")
  public long version;

  @Column(name = "created")
  public long created;

  @Column(name = "roles")
  private String roles;

  /** The keyed hash of the address, also while an invited user has no login yet. */
  @Column(name = "login")
  public byte[] login;

  @Column(name = "email")
  public byte[] email;

  /** Null where none was given. */
  @Column(name = "name")
  public byte[] name;

  /** Null until an invited user has chosen a password. */
  @Column(name = "password")
  public byte[] password;

  @Column(name = "recovery")
  public byte[] recovery;

  @Column(name = "invite")
  public byte[] invite;

  @Column(name = "invite_expires")
  public Long inviteExpires;

  @Column(name = "invite_attempts")
  public int inviteAttempts;

  @Column(name = "failures")
  public int failures;

  @Column(name = "failing_since")
  public long failingSince;

  /** How often the account was locked since its last good sign-in. */
  @Column(name = "locks")
  public int locks;

  @Column(name = "locked_until")
  public long lockedUntil;

  public UserRow() {}

  public UUID tenantId() {
    return UUID.fromString(tenant);
  }

  public boolean isActive() {
    return password != null;
  }

  public boolean isOwner() {
    return roles().contains(Role.OWNER);
  }

  public Set<Role> roles() {
    return Arrays.stream(roles.split(","))
        .map(Role::of)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
  }

  public List<String> roleNames() {
    return roles().stream().map(Role::text).toList();
  }

  public void setRoles(Collection<Role> given) {
    roles = given.stream().map(Role::text).collect(Collectors.joining(","));
  }
}
