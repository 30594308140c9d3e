// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.NamedQuery;
import javax.persistence.Table;

/** A session or an API token, by its hash; a token's name is sealed under its user's leaf. */
@Entity
@Table(name = "tenants_credential")
@IdClass(TenantKey.class)
@NamedQuery(
    name = "credential.known",
    query =
        "select c, u, t from CredentialRow c, UserRow u, TenantRow t"
            + " where c.tenant = :tenant and c.id = :id"
            + " and u.tenant = c.tenant and u.id = c.user and t.tenant = c.tenant")
@NamedQuery(
    name = "credential.tokens",
    query =
        "select c from CredentialRow c where c.tenant = :tenant and c.kind = 'token'"
            + " and c.id > :after order by c.id")
@NamedQuery(
    name = "credential.tokensOf",
    query =
        "select c from CredentialRow c where c.tenant = :tenant and c.user = :user"
            + " and c.kind = 'token' and c.id > :after order by c.id")
@NamedQuery(
    name = "credential.expired",
    query =
        "delete from CredentialRow c"
            + " where c.tenant = :tenant and c.user = :user and c.expires < :now")
@NamedQuery(
    name = "credential.removed",
    query = "delete from CredentialRow c where c.tenant = :tenant and c.user = :user")
@NamedQuery(
    name = "credential.sessionsEnded",
    query =
        "delete from CredentialRow c where c.tenant = :tenant and c.user = :user"
            + " and c.kind = 'session' and c.id <> :except")
@NamedQuery(
    name = "credential.ended",
    query = "delete from CredentialRow c where c.tenant = :tenant")
public class CredentialRow {
  public static final String SESSION = "session";
  public static final String TOKEN = "token";

  @Id
  @Column(name = "tenant")
  public String tenant;

  @Id
  @Column(name = "id")
  public String id;

  @Column(name = "user_id")
  public String user;

  @Column(name = "kind")
  public String kind;

  @Column(name = "hash")
  public byte[] hash;

  @Column(name = "created")
  public long created;

  @Column(name = "expires")
  public long expires;

  @Column(name = "name")
  public byte[] name;

  /** A token's role; a session has those of its user. */
  @Column(name = "role")
  public String role;

  @Column(name = "purpose")
  public String purpose;

  public CredentialRow() {}

  public boolean isToken() {
    return TOKEN.equals(kind);
  }
}
