// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.store;

import java.io.Serializable;
import java.util.Objects;

/** The primary key of what belongs to a tenant: the tenant first. */
public class TenantKey implements Serializable {
  private static final long serialVersionUID = 1L;

  private String tenant;
  private String id;

  public TenantKey() {}

  TenantKey(String tenant, String id) {
    this.tenant = tenant;
    this.id = id;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TenantKey key && tenant.equals(key.tenant) && id.equals(key.id);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenant, id);
  }
}
