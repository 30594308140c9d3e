// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import org.junit.Test;

public class KeysTest {

  @Test
  public void telephoneNumbersInAnyNotation() {
    String key = Keys.phone("+44 20 7946 0958");
    assertEquals("442079460958", key);
    for (String same :
        new String[] {
          "0044 20 7946 0958",
          "+44 (0)20 7946 0958",
          "tel:+44-20-7946-0958",
          " 44 20 7946 0958",
          "٤٤٢٠٧٩٤٦٠٩٥٨"
        }) {
      assertEquals(key, Keys.phone(same));
    }
    assertNotEquals(key, Keys.phone("020 7946 0958"));
    assertEquals("5125550010", Keys.phone("(512) 555-0010"));
    assertEquals("112", Keys.phone("112"));
    assertEquals("", Keys.phone("none"));
  }

  @Test
  public void addressesInAnyCase() {
    assertEquals("zoë@example.com", Keys.email(" Zoe\u0308@Example.COM "));
  }
}
