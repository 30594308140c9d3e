// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a tenant's subjects said and are, in memory. Thread-safe; each subject changes at once. */
final class TenantStandings {
  private final Map<Long, Standing> standings = new ConcurrentHashMap<>();

  /** When each consent ends, by subject and purpose. */
  private final Map<Long, Map<String, Long>> consents = new ConcurrentHashMap<>();

  boolean areNone() {
    return standings.isEmpty();
  }

  /** The standing, or null. */
  Standing standing(long leaf) {
    return standings.get(leaf);
  }

  /** Whether a consent to the purpose holds at a time. */
  boolean consents(long leaf, String purpose, long now) {
    Map<String, Long> given = consents.get(leaf);
    Long ends = given == null ? null : given.get(purpose);
    return ends != null && ends > now;
  }

  /** Every standing there is, by leaf. */
  Map<Long, Standing> all() {
    return standings;
  }

  /** While it is loaded, and nobody else has it. */
  void add(long leaf, Consent consent) {
    consents.computeIfAbsent(leaf, l -> new HashMap<>(2)).put(consent.purpose(), consent.endsAt());
  }

  /**
   * @param said in its order
   */
  void consents(long leaf, List<Consent> said) {
    Map<String, Long> ends = new HashMap<>(2);
    said.forEach(consent -> ends.put(consent.purpose(), consent.endsAt()));
    consents.put(leaf, ends);
  }

  void standing(long leaf, Standing standing) {
    if (standing.isNone()) {
      standings.remove(leaf);
    } else {
      standings.put(leaf, standing);
    }
  }

  void forget(long leaf) {
    consents.remove(leaf);
    standings.remove(leaf);
  }

  int weight() {
    return 1 + standings.size() + consents.size();
  }
}
