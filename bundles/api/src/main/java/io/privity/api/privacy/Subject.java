// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.privacy;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A data subject (Art. 4(1) GDPR): a person in a tenant.
 *
 * @param tenant the controller that keeps the person
 * @param id the id of the person's record, such as a contact's
 * @param leaf the leaf of the subject's key: whatever is sealed under it is gone with its puncture
 * @param purposes what the tenant says that it keeps the person for; empty when that is not known,
 *     as after an erasure
 */
public record Subject(UUID tenant, String id, long leaf, List<String> purposes) {
  public Subject {
    Objects.requireNonNull(tenant);
    Objects.requireNonNull(id);
    purposes = List.copyOf(purposes);
  }
}
