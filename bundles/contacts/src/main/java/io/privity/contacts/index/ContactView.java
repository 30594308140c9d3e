// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import io.privity.api.rights.Processing.Permission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The opened contacts of one tenant, as they were last committed. Thread-safe. */
public sealed interface ContactView permits TenantIndex, StoreScan {

  /**
   * @param entries the page
   * @param next the place where the list goes on, or null at its end
   */
  record Found(List<Entry> entries, String next) {}

  /** The contact, which may be damaged; null when there is none. */
  Entry find(UUID id);

  /** A page of what is wanted and permitted, without the damaged. */
  Found list(Wanted wanted, Place after, int limit);

  /** The contacts with these e-mail addresses, in one go; by {@link Keys#email}. */
  Map<String, List<Entry>> byEmails(Set<String> keys);

  /**
   * Those of some {@link Designations} that a contact has for whom the test holds.
   *
   * @param whom asked of contacts that are not damaged
   */
  Set<String> designating(Set<String> asked, Predicate<Entry> whom);

  /** The leaves of all contacts that are permitted and not damaged, ascending. */
  long[] leaves(Permission permission);

  /** Hands over all contacts, the damaged too, in the order of their ids. */
  void forEach(Consumer<Entry> sink);
}
