// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.persistence;

import io.privity.api.problem.Kind;
import io.privity.api.problem.ProblemException;
import java.util.Map;

/** The store can't do what was asked now: nothing was kept, and nothing may be acknowledged. */
public final class StoreException extends ProblemException {
  private static final long serialVersionUID = 1L;

  /** The code when the store is full, unreachable, or failed to commit. */
  public static final String UNAVAILABLE = "store-unavailable";

  /** The code when a unique key was violated; the domain turns it into its own problem. */
  public static final String DUPLICATE = "duplicate-key";

  private StoreException(Kind kind, String code, String message, Throwable cause) {
    super(kind, code, message, Map.of());
    initCause(cause);
  }

  public static StoreException unavailable(Throwable cause) {
    return new StoreException(
        Kind.UNAVAILABLE, UNAVAILABLE, "The store is not available. Nothing was changed.", cause);
  }

  public static StoreException duplicate(Throwable cause) {
    return new StoreException(Kind.CONFLICT, DUPLICATE, "Such an entry exists already.", cause);
  }
}
