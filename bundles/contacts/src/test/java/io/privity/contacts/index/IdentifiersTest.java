// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.pholser.junit.quickcheck.Property;
import com.pholser.junit.quickcheck.runner.JUnitQuickcheck;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.Test;
import org.junit.runner.RunWith;

@RunWith(JUnitQuickcheck.class)
public class IdentifiersTest {

  private static Set<String> in(String text) {
    return Identifiers.in(text).stream()
        .map(Identifiers.Found::identifier)
        .collect(Collectors.toSet());
  }

  @Test
  public void addressesAreFoundWhereverTheyStand() {
    for (String text :
        List.of(
            "ada@example.org",
            "write to <Ada@Example.org>.",
            "EMAIL;TYPE=work:ada@example.org\\nNOTE:x",
            "mailto:ada@example.org?subject=x",
            "'ada@example.org', she said",
            "{\"address\":\"ada@example.org\"}",
            "(ada@example.org)")) {
      assertEquals(text, Set.of("email:ada@example.org"), in(text));
    }
    assertEquals(Set.of("email:o'brien@example.org"), in("at o'brien@example.org"));
    assertEquals(
        Set.of("email:a+b@example.org", "email:zoë@müller.example"),
        in("a+b@example.org;Zoë@müller.example"));
    assertEquals(Set.of(), in("ada@, @example and @ alone"));
  }

  @Test
  public void numbersAreFoundWhereverTheyStand() {
    for (String text :
        List.of(
            "+44 20 7946 0000",
            "0044 (0)20 7946-0000",
            "call +44 (0)20-7946.0000!",
            "TEL;TYPE=cell:+44-20-7946-0000",
            "tel:+442079460000")) {
      assertTrue(text, in(text).contains("phone:442079460000"));
    }
    Set<String> two = in("044 123 45 67 / 079 123 45 67");
    assertTrue(two.toString(), two.containsAll(Set.of("phone:0441234567", "phone:0791234567")));
    assertTrue(in("044/1234567").contains("phone:0441234567"));
    assertEquals(Set.of(), in("room 12345, 8001 Zürich"));
  }

  @Property(trials = 200)
  public void passagesLieInTheText(String text) {
    for (Identifiers.Found found : Identifiers.in(text)) {
      assertTrue(0 <= found.start() && found.start() < found.end());
      assertTrue(found.end() <= text.length());
    }
  }

  @Test(timeout = 10_000)
  public void aLongTextTakesNoTimeForEver() {
    in("x".repeat(200_000));
    in("@".repeat(200_000));
    in("7".repeat(200_000));
    in("a@".repeat(100_000));
    in("1/".repeat(100_000));
  }
}
