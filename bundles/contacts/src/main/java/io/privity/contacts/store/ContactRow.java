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

/** A contact as it is kept: one sealed document. */
@Entity
@Table(name = "contacts_contact")
@IdClass(ContactKey.class)
@NamedQuery(
    name = "contact.replace",
    query =
        "update ContactRow c set c.version = :next, c.updated = :updated, c.sealed = :sealed"
            + " where c.tenant = :tenant and c.id = :id and c.version = :version")
@NamedQuery(
    name = "contact.delete",
    query =
        "delete from ContactRow c"
            + " where c.tenant = :tenant and c.id = :id and c.version = :version")
@NamedQuery(
    name = "contact.deleteErased",
    query = "delete from ContactRow c where c.tenant = :tenant and c.id = :id and c.leaf = :leaf")
public class ContactRow {
  @Id
  @Column(name = "tenant")
  private String tenant;

  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "leaf")
  private long leaf;

  @Column(name = "version")
  private long version;

  @Column(name = "created")
  private long created;

  @Column(name = "updated")
  private long updated;

  @Column(name = "sealed")
  private byte[] sealed;

  protected ContactRow() {}

  ContactRow(UUID tenant, SealedContact contact, long now) {
    this.tenant = tenant.toString();
    this.id = contact.id().toString();
    this.leaf = contact.leaf();
    this.version = contact.version();
    this.created = now;
    this.updated = now;
    this.sealed = contact.sealed();
  }

  SealedContact toSealed() {
    return new SealedContact(UUID.fromString(id), leaf, version, sealed);
  }
}
