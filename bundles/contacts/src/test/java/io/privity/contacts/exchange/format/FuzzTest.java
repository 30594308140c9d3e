// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** However a file is broken, what comes of it is items, and never more than it has bytes. */
public class FuzzTest {
  private static final int ROUNDS = 60;

  private static void read(Format format, byte[] bytes) throws Exception {
    List<Item> items;
    try {
      items = Samples.items(format, bytes, RandomContacts.FIELDS.get(0));
    } catch (FormatException e) {
      assertNotNull(e.code());
      return;
    }
    assertTrue(items.size() <= bytes.length);
    for (Item item : items) {
      assertTrue(item.line() > 0);
      if (item instanceof Item.Rejected reject) {
        assertNotNull(reject.code());
        assertNotNull(reject.message());
      }
    }
  }

  @Test
  public void truncated() throws Exception {
    for (String name : Samples.ALL) {
      byte[] bytes = Samples.bytes(name);
      for (int length = 0; length < bytes.length; length += 17) {
        read(Samples.format(name), Arrays.copyOf(bytes, length));
      }
    }
  }

  @Test
  public void mutated() throws Exception {
    Random random = new Random(42);
    byte[] nasty = "\"\r\n,;:=\\\0 \t'ÿ".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (String name : Samples.ALL) {
      byte[] original = Samples.bytes(name);
      for (int round = 0; round < ROUNDS; round++) {
        byte[] bytes = original.clone();
        for (int i = 1 + random.nextInt(20); i > 0; i--) {
          boolean any = random.nextBoolean();
          bytes[random.nextInt(bytes.length)] =
              any ? (byte) random.nextInt() : nasty[random.nextInt(nasty.length)];
        }
        int from = random.nextInt(bytes.length);
        int to = from + random.nextInt(bytes.length - from);
        System.arraycopy(
            original, from, bytes, random.nextInt(bytes.length - (to - from)), to - from);
        read(Samples.format(name), bytes);
      }
    }
  }

  @Test
  public void noise() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = new byte[random.nextInt(5000)];
      random.nextBytes(bytes);
      for (Format format : Format.values()) {
        read(format, bytes);
      }
    }
  }

  @Test
  public void aFileThatIsAnotherFormat() throws Exception {
    for (String name : Samples.ALL) {
      for (Format format : Format.values()) {
        read(format, Samples.bytes(name));
      }
    }
  }
}
