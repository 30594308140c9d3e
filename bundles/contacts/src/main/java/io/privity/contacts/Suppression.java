// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.rights.Suppressions;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps erased subjects out, unless the tenant brings one back knowingly. */
final class Suppression {
  private final Suppressions suppressions;
  private final AuditLog audit;

  /**
   * Someone who comes, or comes to be recognised by more than before.
   *
   * @param identifiers what is new of them
   * @param knowingly whether the tenant said so
   */
  record Newcomer(long leaf, Set<String> identifiers, boolean knowingly) {}

  Suppression(Suppressions suppressions, AuditLog audit) {
    this.suppressions = suppressions;
    this.audit = audit;
  }

  /**
   * Takes one look for all, in the open transaction, and lifts the suppression of those who are
   * brought back knowingly.
   *
   * @return those who must stay out
   */
  Set<Newcomer> refused(Caller caller, Collection<Newcomer> newcomers) {
    Set<String> all =
        newcomers.stream().flatMap(n -> n.identifiers().stream()).collect(Collectors.toSet());
    Set<String> suppressed = all.isEmpty() ? Set.of() : suppressions.suppressed(caller, all);
    Set<Newcomer> known =
        newcomers.stream()
            .filter(n -> !Collections.disjoint(n.identifiers(), suppressed))
            .collect(Collectors.toSet());
    lift(caller, known.stream().filter(Newcomer::knowingly).toList(), suppressed);
    return known.stream().filter(n -> !n.knowingly()).collect(Collectors.toSet());
  }

  private void lift(Caller caller, Collection<Newcomer> back, Set<String> suppressed) {
    if (back.isEmpty()) {
      return;
    }
    Set<String> lifted = new HashSet<>();
    back.forEach(newcomer -> lifted.addAll(newcomer.identifiers()));
    lifted.retainAll(suppressed);
    suppressions.lift(caller, lifted);
    long[] leaves = back.stream().mapToLong(Newcomer::leaf).distinct().toArray();
    audit.record(
        caller, AuditEvent.list("contacts.lift-suppression", leaves, ContactReads.CATEGORY));
  }
}
