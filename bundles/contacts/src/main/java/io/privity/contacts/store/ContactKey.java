// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.store;

import java.io.Serializable;
import java.util.Objects;

/** The primary key of a contact. */
public class ContactKey implements Serializable {
  private static final long serialVersionUID = 1L;

  private String tenant;
  private String id;

  public ContactKey() {}

  ContactKey(String tenant, String id) {
    this.tenant = tenant;
    this.id = id;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContactKey key && tenant.equals(key.tenant) && id.equals(key.id);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenant, id);
  }
}
