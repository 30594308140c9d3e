// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import java.time.Period;
import java.time.format.DateTimeParseException;

/** How long entries keep their bodies, as the operator sets it. */
public final class RetentionPeriod {
  private static final long MAX_MONTHS = 12_000;
  private static final int MAX_DAYS = 366_000;

  private RetentionPeriod() {}

  /**
   * @throws IllegalArgumentException when it is no period from a day to 1000 years
   */
  public static Period of(AuditConfiguration configuration) {
    return parse(configuration.retention());
  }

  static Period parse(String text) {
    try {
      Period period = Period.parse(text.strip());
      if (!period.isNegative()
          && !period.isZero()
          && period.toTotalMonths() <= MAX_MONTHS
          && period.getDays() <= MAX_DAYS) {
        return period;
      }
    } catch (DateTimeParseException e) {
      // said below, in the same words
    }
    throw new IllegalArgumentException(
        "io.privity.audit: retention must be a period from P1D to P1000Y, such as P3Y");
  }
}
