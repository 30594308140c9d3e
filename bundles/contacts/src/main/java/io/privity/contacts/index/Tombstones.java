// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The contacts deleted most lately. A creation whose news comes after that of the deletion, since
 * its thread was held up in between, must not bring the contact back.
 */
final class Tombstones {
  private static final int MAX = 65_536;

  private final Set<UUID> deleted = new LinkedHashSet<>();

  /** Notes what was deleted. */
  synchronized void note(List<Change> changes) {
    for (Change change : changes) {
      if (change.deleted() && deleted.add(change.id()) && deleted.size() > MAX) {
        deleted.remove(deleted.iterator().next());
      }
    }
  }

  /** True when the change tells of a contact that was deleted since. */
  synchronized boolean outlives(Change change) {
    return change.created() && deleted.contains(change.id());
  }
}
