// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.caller.Caller;
import io.privity.api.rights.Processing;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** When work that was begun is tried again, and as whom. */
final class Schedule {
  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 7;

  private Schedule() {}

  /** The server itself, at work on subjects' rights. */
  static Caller caller(UUID tenant) {
    return new Caller(tenant, "rights", -1, "schedule", Set.of(), Processing.RIGHTS, "");
  }

  /** How long to wait after so many attempts: twice as long each time, an hour at most. */
  static Duration pause(int attempts) {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}
