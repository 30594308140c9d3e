// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.encryption.EncryptionException;
import io.privity.encryption.cipher.Hmac;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;

public class AnchorJournalTest {
  private static final Path ROOT = Path.of("/vault");
  private static final Path COPY = Path.of("/copy");
  private static final Path FILE = ROOT.resolve("anchors");

  private final MemoryDisk disk = new MemoryDisk();
  private AnchorJournal journal;

  @Before
  public void create() throws IOException {
    disk.createDirectories(ROOT);
    disk.createDirectories(COPY);
    journal = journal(ROOT);
    journal.create();
  }

  private AnchorJournal journal(Path... roots) {
    return new AnchorJournal(new VaultFiles(disk, List.of(roots)), new byte[32]);
  }

  private static Map<String, byte[]> anchor(String origin, int value) {
    return Map.of(origin, new byte[] {(byte) value});
  }

  private Map<String, byte[]> reopened() throws IOException {
    AnchorJournal again = journal(ROOT);
    again.open();
    return again.load();
  }

  @Test
  public void theLatestOfEachOriginCounts() throws IOException {
    journal.store(Map.of("a", new byte[] {1}, "b", new byte[] {1}));
    journal.store(anchor("a", 2));
    assertArrayEquals(new byte[] {2}, journal.load().get("a"));
    Map<String, byte[]> found = reopened();
    assertArrayEquals(new byte[] {2}, found.get("a"));
    assertArrayEquals(new byte[] {1}, found.get("b"));
    assertEquals(2, found.size());
  }

  @Test
  public void oneSyncForAll() {
    long before = disk.steps();
    journal.store(Map.of("a", new byte[] {1}, "b", new byte[] {1}, "c", new byte[] {1}));
    assertEquals(3, disk.steps() - before); // half, all, synced
  }

  /** Whatever part of the last frame reached the disk, the ones before it count. */
  @Test
  public void aTornTailIsDropped() throws IOException {
    journal.store(anchor("a", 1));
    byte[] before = disk.read(FILE);
    journal.store(anchor("a", 2));
    byte[] after = disk.read(FILE);
    for (int length = before.length; length <= after.length; length++) {
      disk.put(FILE, Arrays.copyOf(after, length));
      int expected = length == after.length ? 2 : 1;
      assertArrayEquals(new byte[] {(byte) expected}, reopened().get("a"));
    }
    // a tail of blocks that were never written
    disk.put(FILE, Arrays.copyOf(before, before.length + 500));
    AnchorJournal again = journal(ROOT);
    again.open();
    again.store(anchor("a", 3));
    assertArrayEquals(new byte[] {3}, reopened().get("a"));
  }

  @Test
  public void damageBeforeTheEndIsRefused() throws IOException {
    journal.store(anchor("a", 1));
    journal.store(anchor("a", 2));
    byte[] good = disk.read(FILE);
    int last =
        good.length - AnchorFrame.encode(new byte[32], new Hmac(), 1, false, anchor("a", 2)).length;
    for (int i = 0; i < last; i++) {
      disk.put(FILE, good.clone());
      disk.flip(FILE, i);
      assertThrows("byte " + i, EncryptionException.class, this::reopened);
    }
  }

  @Test
  public void aFrameTakenOutIsRefused() throws IOException {
    int start = disk.read(FILE).length;
    journal.store(anchor("a", 1));
    int one = disk.read(FILE).length;
    journal.store(anchor("a", 2));
    byte[] good = disk.read(FILE);
    byte[] without = Arrays.copyOf(good, start + good.length - one);
    System.arraycopy(good, one, without, start, good.length - one);
    disk.put(FILE, without);
    assertThrows(EncryptionException.class, this::reopened);
    disk.put(FILE, Arrays.copyOfRange(good, start, good.length));
    assertThrows(EncryptionException.class, this::reopened);
    disk.put(FILE, null);
    assertThrows(EncryptionException.class, this::reopened);
  }

  @Test
  public void aCopyThatWentFurtherCounts() throws IOException {
    journal.store(anchor("a", 1));
    byte[] own = disk.read(FILE);
    journal.store(anchor("a", 2));
    disk.put(COPY.resolve("anchors"), disk.read(FILE));
    disk.put(FILE, own);
    AnchorJournal both = journal(ROOT, COPY);
    both.open();
    assertArrayEquals(new byte[] {2}, both.load().get("a"));
    assertArrayEquals(disk.read(FILE), disk.read(COPY.resolve("anchors")));
  }

  @Test
  public void itDoesNotGrowForEver() throws IOException {
    byte[] large = new byte[200_000];
    for (int i = 0; i < 40; i++) {
      journal.store(Map.of("a", large));
    }
    assertTrue(disk.read(FILE).length < 1_600_000);
    assertArrayEquals(large, reopened().get("a"));
    assertTrue(disk.read(FILE).length < 210_000);
  }
}
