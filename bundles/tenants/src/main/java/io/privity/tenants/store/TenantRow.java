// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.store;

import io.privity.api.tenants.Tenants.State;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.NamedQuery;
import javax.persistence.Table;

/** A tenant. Its settings are sealed under {@code leaf}, the tenant's own, with their version. */
@Entity
@Table(name = "tenants_tenant")
@NamedQuery(name = "tenant.all", query = "select t from TenantRow t order by t.tenant")
public class TenantRow {
  @Id
  @Column(name = "tenant")
  public String tenant;

  @Column(name = "leaf")
  public long leaf;

  /** The version of the settings, their ETag. */
  @Column(name = "version")
  public long version;

  @Column(name = "created")
  public long created;

  @Column(name = "agreement")
  public String agreement;

  @Column(name = "settings")
  public byte[] settings;

  @Column(name = "suspended")
  public Long suspended;

  @Column(name = "end_requested")
  public Long endRequested;

  @Column(name = "export_key")
  public byte[] exportKey;

  @Column(name = "export_user")
  public String exportUser;

  @Column(name = "export_requested")
  public Long exportRequested;

  /** When the newest export was handed out. */
  @Column(name = "exported")
  public Long exported;

  public TenantRow() {}

  public boolean isSuspended() {
    return suspended != null;
  }

  public State state() {
    if (isSuspended()) {
      return State.SUSPENDED;
    }
    return endRequested == null ? State.ACTIVE : State.ENDING;
  }
}
