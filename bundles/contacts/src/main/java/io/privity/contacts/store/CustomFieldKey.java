// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.store;

import java.io.Serializable;
import java.util.Objects;

/** The primary key of a custom field. */
public class CustomFieldKey implements Serializable {
  private static final long serialVersionUID = 1L;

  private String tenant;
  private String name;

  public CustomFieldKey() {}

  @Override
  public boolean equals(Object other) {
    return other instanceof CustomFieldKey key
        && tenant.equals(key.tenant)
        && name.equals(key.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenant, name);
  }
}
