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

/** A tenant's custom field: its label and choices are sealed under a leaf of their own. */
@Entity
@Table(name = "contacts_custom_field")
@IdClass(CustomFieldKey.class)
@NamedQuery(
    name = "customField.ofTenant",
    query = "select f from CustomFieldRow f where f.tenant = :tenant order by f.name")
public class CustomFieldRow {
  @Id
  @Column(name = "tenant")
  private String tenant;

  @Id
  @Column(name = "name")
  private String name;

  @Column(name = "leaf")
  private long leaf;

  @Column(name = "sealed")
  private byte[] sealed;

  protected CustomFieldRow() {}

  public CustomFieldRow(UUID tenant, String name, long leaf, byte[] sealed) {
    this.tenant = tenant.toString();
    this.name = name;
    this.leaf = leaf;
    this.sealed = sealed;
  }

  public String name() {
    return name;
  }

  public long leaf() {
    return leaf;
  }

  public byte[] sealed() {
    return sealed;
  }
}
