// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.caller.Caller;
import io.privity.api.persistence.Transactions;
import io.privity.api.rights.Suppressions;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Knows erased subjects in the clear; a lift counts once its transaction is committed. */
public final class TestSuppressions implements Suppressions {
  public final Set<String> erased = ConcurrentHashMap.newKeySet();

  /** How often someone looked. */
  public final AtomicInteger looks = new AtomicInteger();

  private final Transactions transactions;

  public TestSuppressions(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Set<String> suppressed(Caller caller, Collection<String> identifiers) {
    looks.incrementAndGet();
    Set<String> found = new HashSet<>(identifiers);
    found.retainAll(erased);
    return found;
  }

  @Override
  public void lift(Caller caller, Collection<String> identifiers) {
    Set<String> lifted = Set.copyOf(identifiers);
    transactions.afterCommit(() -> erased.removeAll(lifted));
  }
}
