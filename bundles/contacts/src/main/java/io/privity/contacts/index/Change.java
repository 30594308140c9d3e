// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import java.util.UUID;

/**
 * A committed change of one contact.
 *
 * @param entry the contact as it is now; null when it was deleted
 * @param fields what it is found by; null when it was deleted
 * @param created true when it is new: another change needs the contact to be there, so that one
 *     that arrives late can't bring back what was deleted
 */
public record Change(UUID id, Entry entry, SearchFields fields, boolean created) {

  public static Change deleted(UUID id) {
    return new Change(id, null, null, false);
  }

  boolean deleted() {
    return entry == null;
  }
}
