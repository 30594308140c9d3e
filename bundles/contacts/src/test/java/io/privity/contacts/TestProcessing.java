// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Subject;
import io.privity.api.rights.Processing;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Permits everything, but of the restricted nothing, and for a purpose that is named, its own. */
public final class TestProcessing implements Processing {
  /** Leaves of subjects whose data is stored and nothing else. */
  public final Set<Long> restricted = ConcurrentHashMap.newKeySet();

  /** Purposes that the tenant has. */
  public final Set<String> defined = ConcurrentHashMap.newKeySet();

  /** How often a request asked what it may use. */
  public final AtomicInteger asked = new AtomicInteger();

  @Override
  public Decision permits(Caller caller, Subject subject, String purpose) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Permission permission(Caller caller) {
    asked.incrementAndGet();
    String purpose = caller.purpose();
    return (leaf, purposes) -> covers(purpose, leaf, purposes);
  }

  private boolean covers(String purpose, long leaf, List<String> purposes) {
    return !restricted.contains(leaf)
        && (purpose.equals(Caller.UNASSIGNED) || purposes.contains(purpose));
  }

  @Override
  public boolean isDefined(Caller caller, String purpose) {
    return defined.contains(purpose);
  }
}
