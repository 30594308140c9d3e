// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.NamedQuery;
import javax.persistence.Table;

/** Which user signs in with an address, by the address's keyed hash; unique on the whole server. */
@Entity
@Table(name = "tenants_login")
@NamedQuery(
    name = "login.removed",
    query = "delete from LoginRow l where l.tenant = :tenant and l.user = :user")
@NamedQuery(name = "login.ended", query = "delete from LoginRow l where l.tenant = :tenant")
public class LoginRow {
  @Id
  @Column(name = "hash")
  public byte[] hash;

  @Column(name = "tenant")
  public String tenant;

  @Column(name = "user_id")
  public String user;

  public LoginRow() {}

  public LoginRow(UserRow of) {
    this.hash = of.login;
    this.tenant = of.tenant;
    this.user = of.id;
  }
}
