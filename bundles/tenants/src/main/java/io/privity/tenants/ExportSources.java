// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.contacts.Contacts;
import io.privity.api.problem.Kind;
import io.privity.api.tenants.TenantException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Who hands over a tenant's records for an export, while they are there. */
@Component(service = ExportSources.class)
public final class ExportSources {
  private volatile Contacts contacts;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindContacts(Contacts service) {
    contacts = service;
  }

  void unbindContacts(Contacts service) {
    if (contacts == service) {
      contacts = null;
    }
  }

  /**
   * An export without them would not be whole.
   *
   * @throws TenantException {@code export-unavailable}
   */
  Contacts contacts() {
    Contacts present = contacts;
    if (present == null) {
      throw new TenantException(
          Kind.UNAVAILABLE, "export-unavailable", "The contacts are not there to be exported.");
    }
    return present;
  }
}
