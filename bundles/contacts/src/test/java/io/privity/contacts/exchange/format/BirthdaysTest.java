// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import static io.privity.contacts.exchange.format.Birthdays.Order.DAY_FIRST;
import static io.privity.contacts.exchange.format.Birthdays.Order.MONTH_FIRST;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import java.time.DateTimeException;
import java.util.List;
import org.junit.Test;

public class BirthdaysTest {

  @Test
  public void notations() {
    for (String text :
        List.of(
            "1970-05-21",
            "19700521",
            "1970/5/21",
            "1970.05.21",
            "21.5.1970",
            "21. 5. 1970",
            "21/05/1970",
            "5/21/1970",
            "5/21/70",
            "1970-05-21T00:00:00Z",
            "21.05.1970 00:00:00")) {
      assertEquals(text, "1970-05-21", Birthdays.parse(text, DAY_FIRST));
    }
    assertEquals("1970-05-06", Birthdays.parse("5/6/1970", MONTH_FIRST));
    assertEquals("1970-06-05", Birthdays.parse("5/6/1970", DAY_FIRST));
    assertEquals("1970-06-05", Birthdays.parse("5.6.1970", MONTH_FIRST));
    for (String text : List.of("--05-21", "--0521", "21.5.", "1604-05-21")) {
      assertEquals(text, "--05-21", Birthdays.parse(text, DAY_FIRST));
    }
  }

  @Test
  public void none() {
    for (String text :
        List.of(
            "0/0/00", "00/00/0000", "0000-00-00", "1/1/4501", "1601-01-01", "--", "00.00.0000")) {
      assertNull(text, Birthdays.parse(text, DAY_FIRST));
    }
  }

  @Test
  public void impossible() {
    for (String text :
        List.of(
            "31/31/1999",
            "2023-02-29",
            "1970-13-01",
            "30.02.1970",
            "yesterday",
            "1970",
            "2999-01-01",
            "12",
            "--02-30",
            "1970-05-21-07",
            "0170-01-01")) {
      assertThrows(text, DateTimeException.class, () -> Birthdays.parse(text, DAY_FIRST));
    }
  }
}
