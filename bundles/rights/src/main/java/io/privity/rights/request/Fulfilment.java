// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Subject;
import io.privity.api.rest.Json;
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

  /** Whether it is not done while a holder that was ever seen is away. */
  default boolean needsAllHolders() {
    return true;
  }

  /**
   * What {@link #run} would do, for JSON. Changes nothing.
   *
   * @param instructions the body of the call, JSON; may be empty
   */
  Object preview(Caller caller, Work work);

  /**
   * Does it, or goes on with it: after a crash, a holder's failure or the arrival of a missing
   * holder it is called again with the same work until it answers {@link Fulfilled}. An exception
   * keeps the request waiting, with the exception's code, and what was done stays done; but a
   * {@code ProblemException} of kind {@code INVALID} says that the instructions are wrong and that
   * nothing was done, so that the request stays as it was before.
   *
   * <p>While a holder is away that is needed, the request waits for it, whatever this answers, and
   * it is called once more when the holder is there.
   */
  Result run(Caller caller, Work work);

  /**
   * A request to be fulfilled.
   *
   * @param request its id
   * @param subject one who is gone is known by id and leaf alone
   * @param instructions what the tenant's people said on fulfilling it, JSON; may be empty, and is
   *     so once the subject's leaf was punctured
   * @param refused the data that the tenant refused beforehand (Art. 17(3)), which stay
   * @param language what the subject reads, or null
   */
  record Work(
      String request,
      RequestKind kind,
      Subject subject,
      byte[] instructions,
      List<Kept> refused,
      String language) {
    private static final byte[] NOTHING_SAID = {'{', '}'};

    public Work {
      refused = List.copyOf(refused);
    }

    /** Without refusals, of a subject whose language is not known. */
    public Work(String request, RequestKind kind, Subject subject, byte[] instructions) {
      this(request, kind, subject, instructions, List.of(), null);
    }

    /**
     * The instructions of a kind that needs none: an empty object where there are none.
     *
     * @throws io.privity.api.rest.RestException of kind {@code INVALID} when they are something
     *     else
     */
    public <T> T instructions(Json json, Class<T> type) {
      return json.read(instructions.length == 0 ? NOTHING_SAID : instructions, type);
    }
  }

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
   * @param on whom it waits for: symbolic names of bundles, or ids of recipients; no names of
   *     people, since it is readable after an erasure
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
