// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * By when a request must be answered (Art. 12(3) GDPR): one calendar month after its receipt, which
 * is the same day number of the next month or, where there is none, its last day; after the one
 * extension, two months more. The day counts to its end, in the tenant's time zone.
 *
 * @param day the last day
 * @param end its last second
 */
record Deadline(LocalDate day, Instant end) {
  private static final int MONTHS = 1;
  private static final int FURTHER_MONTHS = 2;
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration DAY = Duration.ofDays(1);

  /** How near the end of a request's time is, each stage told once. */
  enum Stage {
    AHEAD(""),
    WEEK("7-days"),
    DAY("1-day"),
    OVERDUE("overdue");

    private final String code;

    Stage(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  static Deadline of(LocalDate received, ZoneId zone) {
    return endOf(received.plusMonths(MONTHS), zone);
  }

  static Deadline extended(LocalDate received, ZoneId zone) {
    return endOf(received.plusMonths(MONTHS + FURTHER_MONTHS), zone);
  }

  private static Deadline endOf(LocalDate day, ZoneId zone) {
    return new Deadline(day, day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1));
  }

  static Stage stage(Instant due, Instant now) {
    if (now.isAfter(due)) {
      return Stage.OVERDUE;
    }
    Duration left = Duration.between(now, due);
    if (left.compareTo(DAY) < 0) {
      return Stage.DAY;
    }
    return left.compareTo(WEEK) < 0 ? Stage.WEEK : Stage.AHEAD;
  }
}
