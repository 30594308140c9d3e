// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.tenants.store.UserRow;
import java.time.Duration;

/**
 * Locks an account after ten failures within a quarter of an hour: for a quarter of an hour, and
 * twice as long each further time, until a good sign-in. Attempts while it is locked don't prolong
 * it.
 */
final class Lockout {
  static final int FAILURES = 10;
  static final Duration WINDOW = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final int MOST_DOUBLINGS = 7;

  private Lockout() {}

  static boolean isLocked(UserRow user, long now) {
    return user.lockedUntil > now;
  }

  /** Notes a failure, and returns the code of its reason. */
  static String fail(UserRow user, long now) {
    if (isLocked(user, now)) {
      return "account-locked";
    }
    if (user.failures == 0 || now - user.failingSince > WINDOW.toMillis()) {
      user.failures = 0;
      user.failingSince = now;
    }
    user.failures++;
    if (user.failures >= FAILURES) {
      long length = WINDOW.toMillis() << Math.min(user.locks, MOST_DOUBLINGS);
      user.lockedUntil = now + Math.min(length, LONGEST.toMillis());
      user.locks++;
      user.failures = 0;
    }
    return "sign-in-failed";
  }

  static void clear(UserRow user) {
    user.failures = 0;
    user.locks = 0;
    user.lockedUntil = 0;
  }
}
