// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import static org.junit.Assert.assertEquals;

import com.pholser.junit.quickcheck.Property;
import com.pholser.junit.quickcheck.generator.InRange;
import com.pholser.junit.quickcheck.runner.JUnitQuickcheck;
import io.privity.api.encryption.RecordName;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.Test;
import org.junit.runner.RunWith;

@RunWith(JUnitQuickcheck.class)
public class RecordContextTest {
  // texts that run into each other, and those that UTF-8 can't tell apart
  private static final List<String> TEXTS =
      List.of("", "a", "b", "ab", "ba", "aa", "\0", "\0a", "?", "\ud800", "\udc00", "é", "\u0001");

  @Test
  public void textsDoNotRunIntoEachOther() {
    for (String kind : TEXTS) {
      for (String id : TEXTS) {
        for (String otherKind : TEXTS) {
          for (String otherId : TEXTS) {
            assertInjective(
                new UUID(1, 2),
                new RecordName(1, kind, id, 1),
                new UUID(1, 2),
                new RecordName(1, otherKind, otherId, 1));
          }
        }
      }
    }
  }

  @Property(trials = 200)
  public void anyTwoPlacesDiffer(
      UUID tenant,
      @InRange(minLong = 0, maxLong = 3) long leaf,
      String kind,
      String id,
      @InRange(minLong = 0, maxLong = 3) long version,
      @InRange(minLong = 0, maxLong = 3) long otherLeaf,
      String otherId,
      @InRange(minLong = 0, maxLong = 3) long otherVersion) {
    assertInjective(
        tenant,
        new RecordName(leaf, kind, id, version),
        tenant,
        new RecordName(otherLeaf, kind, otherId, otherVersion));
    UUID other = new UUID(tenant.getMostSignificantBits(), ~tenant.getLeastSignificantBits());
    RecordName name = new RecordName(leaf, kind, id, version);
    assertInjective(tenant, name, other, name);
  }

  private static void assertInjective(UUID tenant, RecordName one, UUID other, RecordName two) {
    boolean same = Arrays.equals(RecordContext.of(tenant, one), RecordContext.of(other, two));
    assertEquals(tenant.equals(other) && one.equals(two), same);
  }
}
