// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Subject;
import io.privity.api.rights.Deletions;
import io.privity.contacts.index.Entry;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Keeps from deletion those of whom a hold or a law keeps something, in any bundle. */
final class Retention {
  private final Deletions deletions;

  Retention(Deletions deletions) {
    this.deletions = deletions;
  }

  /** The leaves of those who stay. Not in a transaction: other bundles are asked. */
  Set<Long> refused(Caller caller, Collection<Entry> deleted) {
    return deletions.refused(
        caller,
        deleted.stream()
            .map(
                entry ->
                    new Subject(caller.tenant(), entry.id().toString(), entry.leaf(), List.of()))
            .toList());
  }

  void require(Caller caller, Entry deleted) {
    if (!refused(caller, List.of(deleted)).isEmpty()) {
      throw Refusals.retained();
    }
  }
}
