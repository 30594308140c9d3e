// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Subject;
import io.privity.api.rights.RequestKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * How requests of some kinds are fulfilled. Each is a component of this bundle; the request's life
 * around it (identity, deadlines, states, retries) is not its matter. Thread-safe.
 */
public interface Fulfilment {
  Set<RequestKind> kinds();

  /**
   * What {@link #run} would do, for JSON. Changes nothing.
   *
   * @param instructions the body of the call, JSON; may be empty
   */
  Object preview(Caller caller, Work work);

  /**
   * Does it, or goes on with it: after a crash, a holder's failure or the arrival of a missing
   * holder it is called again with the same work until it answers {@link Fulfilled}. An exception
   * keeps the request waiting, with the exception's code, and what was done stays done.
   */
  Result run(Caller caller, Work work);

  /**
   * A request to be fulfilled.
   *
   * @param request its id
   * @param instructions what the tenant's people said on fulfilling it, JSON; may be empty
   */
  record Work(String request, RequestKind kind, Subject subject, byte[] instructions) {}

  /** How far it came. */
  sealed interface Result {}

  /**
   * Done.
   *
   * @param kept what was refused, datum by datum; empty when nothing was
   */
  record Fulfilled(List<Kept> kept) implements Result {
    public Fulfilled {
      kept = List.copyOf(kept);
    }
  }

  /**
   * Not done yet.
   *
   * @param on whom it waits for: symbolic names of bundles, or recipients
   */
  record Waiting(List<String> on) implements Result {
    public Waiting {
      on = List.copyOf(on);
    }
  }

  /**
   * A datum that was refused.
   *
   * @param code why, such as {@code legal-claims}
   * @param until when it goes, or null
   */
  record Kept(String datum, String code, String reason, Instant until) {}
}
