// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.pholser.junit.quickcheck.Property;
import com.pholser.junit.quickcheck.generator.InRange;
import com.pholser.junit.quickcheck.runner.JUnitQuickcheck;
import io.privity.rights.request.Deadline.Stage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.Test;
import org.junit.runner.RunWith;

@RunWith(JUnitQuickcheck.class)
public class DeadlineTest {
  private static final String UTC = "UTC";
  private static final String PARIS = "Europe/Paris";

  /** Received, zone, the last moment of the first month, the last moment of the extension. */
  private static final String[][] CASES = {
    // the same day number
    {"2026-11-25", UTC, "2026-12-25T23:59:59Z", "2027-02-25T23:59:59Z"},
    {"2026-12-31", UTC, "2027-01-31T23:59:59Z", "2027-03-31T23:59:59Z"},
    // or the last day
    {"2026-01-31", UTC, "2026-02-28T23:59:59Z", "2026-04-30T23:59:59Z"},
    {"2026-01-29", UTC, "2026-02-28T23:59:59Z", "2026-04-29T23:59:59Z"},
    {"2026-05-31", UTC, "2026-06-30T23:59:59Z", "2026-08-31T23:59:59Z"},
    {"2026-11-30", UTC, "2026-12-30T23:59:59Z", "2027-02-28T23:59:59Z"},
    // leap years
    {"2028-01-31", UTC, "2028-02-29T23:59:59Z", "2028-04-30T23:59:59Z"},
    {"2028-01-29", UTC, "2028-02-29T23:59:59Z", "2028-04-29T23:59:59Z"},
    {"2028-02-29", UTC, "2028-03-29T23:59:59Z", "2028-05-29T23:59:59Z"},
    {"2027-11-30", UTC, "2027-12-30T23:59:59Z", "2028-02-29T23:59:59Z"},
    {"2100-01-31", UTC, "2100-02-28T23:59:59Z", "2100-04-30T23:59:59Z"},
    // across the change to summer time, and back
    {"2026-02-28", PARIS, "2026-03-28T22:59:59Z", "2026-05-28T21:59:59Z"},
    {"2026-03-15", PARIS, "2026-04-15T21:59:59Z", "2026-06-15T21:59:59Z"},
    {"2026-09-30", PARIS, "2026-10-30T22:59:59Z", "2026-12-30T22:59:59Z"},
    // the last day is itself the one with 23 or 25 hours
    {"2026-02-28", "Europe/Berlin", "2026-03-28T22:59:59Z", "2026-05-28T21:59:59Z"},
    {"2027-02-28", "Europe/Berlin", "2027-03-28T21:59:59Z", "2027-05-28T21:59:59Z"},
    {"2026-09-25", "Europe/Berlin", "2026-10-25T22:59:59Z", "2026-12-25T22:59:59Z"},
    // a midnight that does not exist
    {"2018-10-03", "America/Sao_Paulo", "2018-11-04T02:59:59Z", "2019-01-04T01:59:59Z"},
    // far from Greenwich
    {"2026-11-25", "Pacific/Kiritimati", "2026-12-25T09:59:59Z", "2027-02-25T09:59:59Z"},
    {"2026-11-25", "Pacific/Pago_Pago", "2026-12-26T10:59:59Z", "2027-02-26T10:59:59Z"},
    {"2026-11-25", "Asia/Kathmandu", "2026-12-25T18:14:59Z", "2027-02-25T18:14:59Z"},
  };

  @Test
  public void aMonthEndsOnTheSameDayNumberOrTheLastDay() {
    for (String[] each : CASES) {
      LocalDate received = LocalDate.parse(each[0]);
      ZoneId zone = ZoneId.of(each[1]);
      String what = each[0] + " " + each[1];
      assertEquals(what, Instant.parse(each[2]), Deadline.of(received, zone).end());
      assertEquals(what, Instant.parse(each[3]), Deadline.extended(received, zone).end());
    }
  }

  @Property
  public void theDayIsInTheNextMonthAndNeverLaterInIt(
      @InRange(minInt = 17_000, maxInt = 60_000) int day) {
    LocalDate received = LocalDate.ofEpochDay(day);
    Deadline first = Deadline.of(received, ZoneOffset.UTC);
    Deadline extended = Deadline.extended(received, ZoneOffset.UTC);
    assertEquals(YearMonth.from(received).plusMonths(1), YearMonth.from(first.day()));
    assertEquals(YearMonth.from(received).plusMonths(3), YearMonth.from(extended.day()));
    assertTrue(first.day().getDayOfMonth() <= received.getDayOfMonth());
    boolean shorter = first.day().getDayOfMonth() < received.getDayOfMonth();
    assertTrue(!shorter || first.day().getDayOfMonth() == first.day().lengthOfMonth());
    assertFalse(first.end().isAfter(extended.end()));
  }

  @Test
  public void theEndComesNearInStages() {
    Instant due = Instant.parse("2026-12-25T23:59:59Z");
    Object[][] cases = {
      {"2026-11-25T00:00:00Z", Stage.AHEAD},
      {"2026-12-18T23:59:59Z", Stage.AHEAD},
      {"2026-12-19T00:00:00Z", Stage.WEEK},
      {"2026-12-24T23:59:59Z", Stage.WEEK},
      {"2026-12-25T00:00:00Z", Stage.DAY},
      {"2026-12-25T23:59:59Z", Stage.DAY},
      {"2026-12-26T00:00:00Z", Stage.OVERDUE},
    };
    for (Object[] each : cases) {
      assertEquals((String) each[0], each[1], Deadline.stage(due, Instant.parse((String) each[0])));
    }
  }
}
