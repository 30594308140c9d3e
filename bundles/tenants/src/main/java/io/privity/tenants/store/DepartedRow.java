// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.NamedQuery;
import javax.persistence.Table;

/** A tenant whose destruction has begun, and then what is left of it. */
@Entity
@Table(name = "tenants_departed")
@NamedQuery(
    name = "departed.past",
    query = "select d from DepartedRow d where d.keptUntil <= :now order by d.tenant")
public class DepartedRow {
  @Id
  @Column(name = "tenant")
  public String tenant;

  /** The owner's e-mail address, under the operator's key; null where it could not be read. */
  @Column(name = "contact")
  public byte[] contact;

  /** When the keys were destroyed; null before. */
  @Column(name = "destroyed")
  public Long destroyed;

  /** When this row goes; null until the certificate is signed. */
  @Column(name = "kept_until")
  public Long keptUntil;

  /** Null while a bundle still has rows of the tenant. */
  @Column(name = "certificate")
  public String certificate;

  public DepartedRow() {}

  public DepartedRow(String tenant, byte[] contact) {
    this.tenant = tenant;
    this.contact = contact;
  }
}
