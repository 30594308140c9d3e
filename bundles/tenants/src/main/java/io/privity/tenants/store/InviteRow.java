// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.NamedQuery;
import javax.persistence.Table;

/** An operator's invitation to sign up, by the hash of its code. */
@Entity
@Table(name = "tenants_invite")
@NamedQuery(name = "invite.expired", query = "delete from InviteRow i where i.expires < :now")
@NamedQuery(
    name = "invite.take",
    query = "delete from InviteRow i where i.hash = :hash and i.expires > :now")
public class InviteRow {
  @Id
  @Column(name = "hash")
  public byte[] hash;

  @Column(name = "expires")
  public long expires;

  public InviteRow() {}

  public InviteRow(byte[] hash, long expires) {
    this.hash = hash;
    this.expires = expires;
  }
}
