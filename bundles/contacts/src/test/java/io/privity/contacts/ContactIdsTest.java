// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.UUID;
import org.junit.Test;

public class ContactIdsTest {

  @Test
  public void ascendAndTellWhenTheyWereMade() {
    ContactIds ids = new ContactIds();
    long now = 1_700_000_000_000L;
    UUID last = ids.next(now);
    assertEquals(now, ContactIds.createdAt(last));
    for (int i = 0; i < 10_000; i++) {
      // more than fit in a millisecond, and a clock that goes back
      UUID next = ids.next(now - i % 2);
      assertTrue(last.toString().compareTo(next.toString()) < 0);
      assertEquals(7, next.version());
      assertEquals(2, next.variant());
      last = next;
    }
  }

  @Test
  public void readsCanonicalIdsOnly() {
    UUID id = new ContactIds().next(1);
    assertEquals(id, ContactIds.parse(id.toString()));
    for (String wrong :
        new String[] {
          null,
          "",
          "x",
          id.toString().toUpperCase() + "A",
          "1-1-1-1-1",
          "{" + id + "}",
          "0000000-00000-0000-0000-000000000000",
          "g".repeat(36)
        }) {
      assertNull(ContactIds.parse(wrong));
    }
  }
}
