// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.retention;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;

/** An ISO-8601 period of calendar days, months and years, as a tenant counts it. */
record RetentionPeriod(Period period) {
  private static final Period LONGEST = Period.ofYears(100);

  /**
   * @throws DateTimeException when the text is no positive period of at most 100 years
   */
  static RetentionPeriod parse(String text) {
    Period period = Period.parse(text);
    if (period.isZero()
        || period.isNegative()
        || period.toTotalMonths() > LONGEST.toTotalMonths()
        || period.getDays() > 36_525) {
      throw new DateTimeException("no retention period");
    }
    return new RetentionPeriod(period);
  }

  /**
   * The latest time of an event whose period has ended by now: the end of the day on which it is
   * over, in the tenant's zone.
   */
  Instant over(Instant now, ZoneId zone) {
    return now.atZone(zone).toLocalDate().minus(period).atStartOfDay(zone).toInstant();
  }
}
