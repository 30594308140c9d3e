// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.audit.Outcome;
import io.privity.testkit.TestClock;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.Test;

public class EntryFilterTest {
  private final EntryWriter writer = new EntryWriter(new TestClock());
  private final EntryReader reader = new EntryReader();

  private static EntryFilter of(long subject) {
    return new EntryFilter(new AuditLog.Query(null, null, null, null, null, subject));
  }

  /** The bytes rule an entry out just when reading it would. */
  private void assertBytesTell(long subject, byte[] entry) {
    byte[] body = new byte[entry.length + 20];
    System.arraycopy(entry, 0, body, 10, entry.length);
    boolean read = of(subject).matches(reader.read(body, 10, entry.length, 0));
    assertEquals(read, of(subject).mayMatch(body, 10, entry.length));
  }

  @Test
  public void subjectsAreFoundByTheBytesAlone() {
    Random random = new Random(7);
    for (int size : new int[] {0, 1, 2, 8, 9, 50, 3000}) {
      for (int spread : new int[] {10, 300, 100_000}) {
        long[] subjects = LongStream.generate(() -> random.nextInt(spread)).limit(size).toArray();
        for (byte[] entry :
            writer.write(TestLog.caller(), AuditEvent.list("contacts.list", subjects, "contact"))) {
          for (long subject = 0; subject < 310; subject++) {
            assertBytesTell(subject, entry);
          }
          for (long subject : subjects) {
            assertBytesTell(subject, entry);
          }
        }
      }
    }
  }

  @Test
  public void aTextThatLooksLikeSubjectsIsNone() {
    AuditEvent event =
        new AuditEvent(
            "contacts.read",
            Outcome.OK,
            List.of(",\"subjects\":[7]"),
            new long[] {8},
            List.of(),
            "",
            ",\"subjects\":[7]");
    for (byte[] entry : writer.write(TestLog.caller(), event)) {
      assertFalse(of(7).mayMatch(entry, 0, entry.length));
      assertTrue(of(8).mayMatch(entry, 0, entry.length));
    }
  }
}
