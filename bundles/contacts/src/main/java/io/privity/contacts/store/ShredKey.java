// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.store;

import java.io.Serializable;
import java.util.Objects;

/** The primary key of a leaf to be punctured. */
public class ShredKey implements Serializable {
  private static final long serialVersionUID = 1L;

  private String tenant;
  private long leaf;

  public ShredKey() {}

  @Override
  public boolean equals(Object other) {
    return other instanceof ShredKey key && tenant.equals(key.tenant) && leaf == key.leaf;
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenant, leaf);
  }
}
