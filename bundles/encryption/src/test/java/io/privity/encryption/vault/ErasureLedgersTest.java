// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.pholser.junit.quickcheck.Property;
import com.pholser.junit.quickcheck.runner.JUnitQuickcheck;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.ErasureLedger;
import io.privity.api.encryption.ErasureLedger.Entry;
import io.privity.encryption.cipher.Argon2id;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;

@RunWith(JUnitQuickcheck.class)
public class ErasureLedgersTest {
  private static final Path ROOT = Path.of("/vault");
  private static final Path COPY = Path.of("/copy");
  private static final UUID TENANT = new UUID(1, 1);
  private static final UUID OTHER = new UUID(2, 2);
  private static final Path FILE = file(ROOT, TENANT);
  private static final byte[] PASSPHRASE = "a passphrase of the test".getBytes();

  private final MemoryDisk disk = new MemoryDisk();
  private Vault vault;

  @Before
  public void create() throws IOException {
    vault = Vault.create(disk, List.of(ROOT, COPY), PASSPHRASE, new Argon2id(8, 1, 1));
    vault.tenant(TENANT).createKey(1);
    vault.tenant(OTHER).createKey(1);
  }

  private static Path file(Path root, UUID tenant) {
    return root.resolve("tenants/" + tenant + "/erasures");
  }

  private ErasureLedger restart(Path... roots) throws IOException {
    vault.close();
    vault = Vault.open(disk, List.of(roots), PASSPHRASE);
    return vault.ledger();
  }

  private void assertRefused(Path... roots) throws IOException {
    vault.close();
    EncryptionException refused =
        assertThrows(EncryptionException.class, () -> Vault.open(disk, List.of(roots), PASSPHRASE));
    assertEquals(EncryptionException.VAULT_UNAVAILABLE, refused.code());
    assertTrue(refused.getMessage(), refused.getMessage().contains("erasure ledger"));
  }

  private static void assertCode(String code, Runnable act) {
    assertEquals(code, assertThrows(EncryptionException.class, act::run).code());
  }

  private List<Entry> erase(UUID tenant, int first, int last) {
    List<Entry> entries = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      entries.add(vault.ledger().append(tenant, "subject-" + i, 100 + i, "request-" + i));
    }
    return entries;
  }

  private void anchor() {
    vault.anchors().store(Map.of("operator", new byte[1]));
  }

  private static List<Entry> all(ErasureLedger ledger, UUID tenant) {
    List<Entry> all = new ArrayList<>();
    ledger.forEach(tenant, all::add);
    return all;
  }

  @Property(trials = 25)
  public void whatIsWrittenIsFoundInOrder(long salt) throws IOException {
    Random random = new Random(salt);
    UUID tenant = UUID.randomUUID();
    vault.tenant(tenant).createKey(1);
    List<Entry> written = new ArrayList<>();
    Set<String> subjects = new HashSet<>();
    String head = vault.ledger().head(tenant);
    for (int i = random.nextInt(30); i > 0; i--) {
      String subject = "subject-" + random.nextInt(1000);
      boolean known = !subjects.add(subject);
      assertEquals(known, vault.ledger().isErased(tenant, subject));
      Entry entry = vault.ledger().append(tenant, subject, random.nextLong() >>> 1, "request");
      assertEquals(written.size() + 1, entry.sequence());
      assertNotEquals(head, entry.head());
      head = entry.head();
      assertEquals(head, vault.ledger().head(tenant));
      assertEquals(64, head.length());
      written.add(entry);
      if (random.nextInt(5) == 0) {
        restart(ROOT, COPY);
      }
      vault.ledger().verify(tenant);
    }
    assertEquals(written, all(vault.ledger(), tenant));
    assertEquals(written, all(restart(COPY), tenant));
    assertEquals(head, vault.ledger().head(tenant));
    restart(ROOT, COPY);
  }

  /** However a ledger whose length was anchored is changed, the server stays sealed. */
  @Property(trials = 60)
  public void aChangedLedgerIsRefused(long salt) throws IOException {
    Random random = new Random(salt);
    int count = 3 + random.nextInt(5);
    erase(TENANT, 1, count);
    erase(OTHER, 1, count);
    anchor();
    byte[] good = disk.read(FILE);
    int mark = good.length - count * LedgerForm.RECORD;
    int one = random.nextInt(count);
    int other = (one + 1 + random.nextInt(count - 1)) % count;
    byte[] bad = good.clone();
    switch (random.nextInt(7)) {
      case 0 -> bad[random.nextInt(bad.length)] ^= 1 << random.nextInt(8);
      case 1 -> { // swapped
        move(good, mark, one, bad, other);
        move(good, mark, other, bad, one);
      }
      case 2 -> move(good, mark, one, bad, other); // repeated
      case 3 -> { // taken out
        bad = Arrays.copyOf(good, good.length - LedgerForm.RECORD);
        for (int i = one; i < count - 1; i++) {
          move(good, mark, i + 1, bad, i);
        }
      }
      case 4 -> bad = Arrays.copyOf(good, random.nextInt(good.length));
      case 5 -> bad = disk.read(file(ROOT, OTHER));
      default -> bad = null;
    }
    disk.put(FILE, bad);
    assertRefused(ROOT);
    disk.put(FILE, good);
    assertEquals(count, all(restart(ROOT), TENANT).size());
  }

  private static void move(byte[] from, int mark, int record, byte[] to, int place) {
    System.arraycopy(
        from,
        mark + record * LedgerForm.RECORD,
        to,
        mark + place * LedgerForm.RECORD,
        LedgerForm.RECORD);
  }

  /** A change before the last record is found also when no anchor tells the length. */
  @Test
  public void aChangeInTheMiddleNeedsNoAnchor() throws IOException {
    erase(TENANT, 1, 3);
    byte[] good = disk.read(FILE);
    for (int i = 0; i < good.length - LedgerForm.RECORD; i++) {
      disk.put(FILE, good.clone());
      disk.flip(FILE, i);
      assertRefused(ROOT);
    }
  }

  /** Whatever part of the last record reached the disk, those before it count, and it goes on. */
  @Test
  public void aTornTailIsDropped() throws IOException {
    erase(TENANT, 1, 2);
    byte[] before = disk.read(FILE);
    erase(TENANT, 3, 3);
    byte[] after = disk.read(FILE);
    for (int length = before.length; length <= after.length; length++) {
      disk.put(FILE, Arrays.copyOf(after, length));
      int expected = length == after.length ? 3 : 2;
      assertEquals(expected, all(restart(ROOT), TENANT).size());
      assertEquals(expected == 3, vault.ledger().isErased(TENANT, "subject-3"));
      assertEquals(expected + 1, erase(TENANT, 4, 4).get(0).sequence());
      vault.ledger().verify(TENANT);
      disk.put(ROOT.resolve("anchors"), disk.read(COPY.resolve("anchors")));
    }
    disk.put(FILE, Arrays.copyOf(before, after.length)); // blocks that were never written
    assertEquals(2, all(restart(ROOT), TENANT).size());
  }

  @Test
  public void anErasureTakesOneSyncInEachCopyHoweverManyThereAre() throws IOException {
    erase(TENANT, 1, 1);
    for (int i = 2; i < 50; i++) {
      long start = disk.steps();
      erase(TENANT, i, i);
      assertEquals(2 * 3, disk.steps() - start); // half, all, synced
    }
    long start = disk.steps();
    Entry again = vault.ledger().append(TENANT, "subject-7", 107, "another request");
    assertEquals(all(vault.ledger(), TENANT).get(6), again);
    assertEquals(start, disk.steps());
    assertEquals(50, vault.ledger().append(TENANT, "subject-7", 8, "request").sequence());
  }

  /** The length is anchored with the logs, without a sync of its own. */
  @Test
  public void anchorsOfLogsAreApart() throws IOException {
    anchor();
    erase(TENANT, 1, 3);
    long start = disk.steps();
    anchor();
    assertEquals(2 * 3, disk.steps() - start);
    assertEquals(Set.of("operator"), vault.anchors().load().keySet());
    restart(ROOT);
    assertEquals(Set.of("operator"), vault.anchors().load().keySet());
  }

  @Test
  public void theFileAloneSaysNothing() {
    vault.ledger().append(TENANT, "ada@example.org", 0x0102030405060708L, "request-1");
    vault.ledger().append(OTHER, "ada@example.org", 0x0102030405060708L, "request-1");
    String ours = text(FILE);
    assertFalse(ours.contains("ada@") || ours.contains("request-1"));
    byte[] leaf = ByteBuffer.allocate(8).putLong(0x0102030405060708L).array();
    assertFalse(ours.contains(new String(leaf, StandardCharsets.ISO_8859_1)));
    int subject = ours.length() - LedgerForm.RECORD + 16;
    String hash = ours.substring(subject, subject + 32);
    assertFalse(text(file(ROOT, OTHER)).contains(hash));
  }

  private String text(Path file) {
    return new String(disk.read(file), StandardCharsets.ISO_8859_1);
  }

  @Test
  public void theCopyThatWentFurthestCounts() throws IOException {
    erase(TENANT, 1, 2);
    byte[] before = disk.read(FILE);
    erase(TENANT, 3, 5);
    byte[] after = disk.read(FILE);
    anchor();
    disk.put(FILE, before); // put back from an older state
    assertEquals(5, all(restart(ROOT, COPY), TENANT).size());
    assertArrayEquals(after, disk.read(FILE));
    disk.flip(FILE, 30);
    assertThrows(EncryptionException.class, () -> vault.ledger().verify(TENANT));
    assertEquals(5, all(restart(ROOT, COPY), TENANT).size());
    assertArrayEquals(after, disk.read(FILE));
    disk.put(file(COPY, TENANT), null);
    assertThrows(EncryptionException.class, () -> vault.ledger().verify(TENANT));
    restart(ROOT, COPY).verify(TENANT);
  }

  @Test
  public void copiesThatDisagreeAreRefused() throws IOException {
    erase(TENANT, 1, 2);
    byte[] common = disk.read(FILE);
    erase(TENANT, 3, 4);
    byte[] one = disk.read(FILE);
    disk.put(FILE, common);
    disk.put(file(COPY, TENANT), common);
    restart(ROOT, COPY);
    erase(TENANT, 5, 7);
    disk.put(file(COPY, TENANT), one);
    assertRefused(ROOT, COPY);
    // one record apart is what a fault leaves that was never acknowledged
    disk.put(file(COPY, TENANT), Arrays.copyOf(one, one.length - LedgerForm.RECORD));
    assertEquals(5, all(restart(ROOT, COPY), TENANT).size());
  }

  /** What was not acknowledged is not there for this server, and is in the way of nothing. */
  @Test
  public void anErasureThatFailsIsNone() {
    erase(TENANT, 1, 2);
    long start = disk.steps();
    for (int fault = 1; fault <= 6; fault++) {
      disk.failAt(disk.steps() + fault);
      assertCode(EncryptionException.VAULT_UNAVAILABLE, () -> erase(TENANT, 9, 9));
      assertFalse(vault.ledger().isErased(TENANT, "subject-9"));
      assertCode(EncryptionException.VAULT_UNAVAILABLE, () -> vault.ledger().verify(TENANT));
      assertFalse(vault.isSettled());
      assertEquals(2 + fault, erase(TENANT, 10 + fault, 10 + fault).get(0).sequence());
      assertEquals(2 + fault, all(vault.ledger(), TENANT).size());
      vault.ledger().verify(TENANT);
    }
    assertTrue(disk.steps() > start);
  }

  @Test
  public void whoIsNotThereHasNoLedger() throws IOException {
    UUID nobody = new UUID(3, 3);
    for (UUID tenant : List.of(nobody, OTHER)) {
      erase(TENANT, 1, 1);
      String code = EncryptionException.REFUSED;
      if (tenant.equals(OTHER)) {
        erase(OTHER, 1, 1);
        anchor();
        vault.tenant(OTHER).bury();
        vault.tenant(OTHER).shred();
        code = EncryptionException.TENANT_DESTROYED;
        assertTrue(vault.ledger().isErased(OTHER, "anyone"));
      } else {
        assertCode(code, () -> vault.ledger().isErased(nobody, "anyone"));
      }
      assertCode(code, () -> erase(tenant, 2, 2));
      assertCode(code, () -> vault.ledger().head(tenant));
      assertCode(code, () -> vault.ledger().verify(tenant));
      assertCode(code, () -> all(vault.ledger(), tenant));
      assertFalse(disk.exists(file(ROOT, tenant)));
      restart(ROOT, COPY);
    }
  }
}
