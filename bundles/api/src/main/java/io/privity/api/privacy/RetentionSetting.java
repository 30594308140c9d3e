// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.privacy;

import java.time.Period;
import java.time.format.DateTimeParseException;

/** How long something is kept, as the operator sets it: an ISO-8601 period. */
public final class RetentionSetting {
  private static final long MAX_MONTHS = 12_000;
  private static final int MAX_DAYS = 366_000;

  private RetentionSetting() {}

  /**
   * @param setting its name, such as {@code io.privity.audit: retention}
   * @param example a period that suits it, such as {@code P3Y}
   * @throws IllegalArgumentException when it is no period from a day to 1000 years
   */
  public static Period parse(String setting, String text, String example) {
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
        setting + " must be a period from P1D to P1000Y, such as " + example);
  }
}
