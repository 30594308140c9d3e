// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.RetainedData;
import io.privity.encryption.cipher.Argon2id;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.Before;
import org.junit.Test;

public class RetainedFilesTest {
  private static final Path ROOT = Path.of("/vault");
  private static final Path COPY = Path.of("/copy");
  private static final UUID TENANT = new UUID(1, 1);
  private static final UUID OTHER = new UUID(2, 2);
  private static final byte[] PASSPHRASE = "a passphrase of the test".getBytes();

  private final MemoryDisk disk = new MemoryDisk();
  private Vault vault;
  private RetainedData retained;

  @Before
  public void create() throws IOException {
    vault = Vault.create(disk, List.of(ROOT, COPY), PASSPHRASE, new Argon2id(8, 1, 1));
    retained = vault.retained();
    vault.tenant(TENANT).createKey(1);
    vault.tenant(OTHER).createKey(1);
  }

  private void restart(Path... roots) throws IOException {
    vault.close();
    vault = Vault.open(disk, List.of(roots), PASSPHRASE);
    retained = vault.retained();
  }

  private List<Path> files(Path root) {
    return disk.files().stream()
        .filter(file -> file.startsWith(root))
        .filter(file -> file.getFileName().toString().startsWith("retained-"))
        .toList();
  }

  private static void assertCode(String code, Runnable act) {
    assertEquals(code, assertThrows(EncryptionException.class, act::run).code());
  }

  @Test
  public void theLatestIsKeptUntilItIsRemoved() throws IOException {
    retained.put(TENANT, "hold-1", new byte[] {1});
    retained.put(TENANT, "hold-2", new byte[0]);
    retained.put(TENANT, "hold-1", new byte[] {2});
    for (Path[] roots : List.of(new Path[] {ROOT, COPY}, new Path[] {COPY})) {
      assertArrayEquals(new byte[] {2}, retained.get(TENANT, "hold-1").orElseThrow());
      assertArrayEquals(new byte[0], retained.get(TENANT, "hold-2").orElseThrow());
      assertTrue(retained.get(TENANT, "hold-3").isEmpty());
      assertTrue(retained.get(OTHER, "hold-1").isEmpty());
      assertEquals(Set.of("hold-1", "hold-2"), retained.holds(TENANT));
      assertEquals(Set.of(), retained.holds(OTHER));
      restart(roots);
    }
    restart(ROOT, COPY);
    retained.remove(TENANT, "hold-1");
    long steps = disk.steps();
    retained.remove(TENANT, "hold-1");
    assertEquals(steps, disk.steps());
    assertTrue(retained.get(TENANT, "hold-1").isEmpty());
    assertEquals(Set.of("hold-2"), retained.holds(TENANT));
    assertEquals(1, files(ROOT).size());
    assertEquals(1, files(COPY).size());
    retained.put(TENANT, "hold-1", new byte[] {3});
    assertArrayEquals(new byte[] {3}, retained.get(TENANT, "hold-1").orElseThrow());
  }

  @Test
  public void theNewestCopyCounts() throws IOException {
    retained.put(TENANT, "hold", new byte[] {1});
    Path own = files(ROOT).get(0);
    byte[] before = disk.read(own);
    retained.put(TENANT, "hold", new byte[] {2});
    disk.put(own, before);
    restart(ROOT, COPY);
    assertArrayEquals(new byte[] {2}, retained.get(TENANT, "hold").orElseThrow());
    disk.flip(own, 20);
    restart(ROOT, COPY);
    assertArrayEquals(new byte[] {2}, retained.get(TENANT, "hold").orElseThrow());
  }

  @Test
  public void theFileAloneSaysNothing() {
    retained.put(TENANT, "hold-of-ada", "marker".getBytes(StandardCharsets.UTF_8));
    Path file = files(ROOT).get(0);
    String text = file + new String(disk.read(file), StandardCharsets.ISO_8859_1);
    assertFalse(text.contains("ada") || text.contains("marker"));
    retained.put(OTHER, "hold-of-ada", new byte[0]);
    assertEquals(2, files(ROOT).stream().map(Path::getFileName).distinct().count());
  }

  @Test
  public void whatIsDamagedOrMovedIsToldAndCanBeRemoved() {
    retained.put(TENANT, "one", new byte[9]);
    Path one = files(ROOT).get(0);
    byte[] good = disk.read(one);
    retained.put(TENANT, "two", new byte[9]);
    Path two = files(ROOT).stream().filter(file -> !file.equals(one)).findAny().orElseThrow();
    byte[] moved = disk.read(two);
    byte[] flipped = good.clone();
    flipped[good.length / 2] ^= 1;
    for (byte[] bad : List.of(flipped, moved, new byte[3])) {
      disk.put(one, bad);
      assertCode(EncryptionException.RECORD_DAMAGED, () -> retained.get(TENANT, "one"));
      assertCode(
          EncryptionException.RECORD_DAMAGED, () -> retained.put(TENANT, "one", new byte[1]));
      assertEquals(Set.of("two"), retained.holds(TENANT));
    }
    retained.remove(TENANT, "one");
    assertTrue(retained.get(TENANT, "one").isEmpty());
    retained.put(TENANT, "one", new byte[1]);
  }

  @Test
  public void itGoesWithItsTenant() throws IOException {
    retained.put(TENANT, "hold", new byte[9]);
    byte[] file = disk.read(files(ROOT).get(0));
    vault.tenant(TENANT).bury();
    vault.tenant(TENANT).shred();
    assertFalse(disk.holds(file));
    UUID nobody = new UUID(3, 3);
    for (int round = 0; round < 2; round++) {
      assertCode(
          EncryptionException.TENANT_DESTROYED, () -> retained.put(TENANT, "hold", new byte[9]));
      assertCode(EncryptionException.TENANT_DESTROYED, () -> retained.get(TENANT, "hold"));
      assertCode(EncryptionException.TENANT_DESTROYED, () -> retained.remove(TENANT, "hold"));
      assertCode(EncryptionException.TENANT_DESTROYED, () -> retained.holds(TENANT));
      assertCode(EncryptionException.REFUSED, () -> retained.put(nobody, "hold", new byte[9]));
      assertEquals(List.of(), files(ROOT));
      restart(ROOT, COPY);
    }
  }

  @Test
  public void onlySoMuchIsKept() {
    byte[] most = new byte[RetainedData.MOST_BYTES];
    retained.put(TENANT, "hold", most);
    assertArrayEquals(most, retained.get(TENANT, "hold").orElseThrow());
    assertThrows(
        IllegalArgumentException.class,
        () -> retained.put(TENANT, "hold", new byte[RetainedData.MOST_BYTES + 1]));
  }
}
