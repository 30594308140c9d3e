// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.store;

import java.util.UUID;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.NamedQuery;
import javax.persistence.Table;

/** The leaf of a deleted contact, until it is known to be punctured. */
@Entity
@Table(name = "contacts_shred")
@IdClass(ShredKey.class)
@NamedQuery(name = "shred.all", query = "select s from ShredRow s")
@NamedQuery(
    name = "shred.done",
    query = "delete from ShredRow s where s.tenant = :tenant and s.leaf = :leaf")
public class ShredRow {
  @Id
  @Column(name = "tenant")
  private String tenant;

  @Id
  @Column(name = "leaf")
  private long leaf;

  protected ShredRow() {}

  ShredRow(UUID tenant, long leaf) {
    this.tenant = tenant.toString();
    this.leaf = leaf;
  }

  PendingShred toPending() {
    return new PendingShred(UUID.fromString(tenant), leaf);
  }
}
