// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.pholser.junit.quickcheck.Property;
import com.pholser.junit.quickcheck.runner.JUnitQuickcheck;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.RecordName;
import io.privity.encryption.subject.OpenKeys;
import io.privity.encryption.vault.MemoryDisk;
import io.privity.encryption.vault.Vault;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;

@RunWith(JUnitQuickcheck.class)
public class SubjectKeyringTest {
  private static final UUID TENANT = Story.TENANT;
  private static final UUID OTHER = new UUID(9, 9);
  private static final Caller CALLER = Story.CALLER;

  private final MemoryDisk disk = new MemoryDisk();
  private final Alarm alarm = new Alarm();
  private Vault vault;
  private SubjectKeyring keyring;

  @Before
  public void open() throws IOException {
    vault = Vault.create(disk, List.of(Story.ROOT), Story.PASSPHRASE, Story.CHEAP);
    keyring = new SubjectKeyring(vault, new OpenKeys(1000), alarm);
    keyring.createTenant(TENANT);
  }

  private void restart() throws IOException {
    vault.close();
    vault = Vault.open(disk, List.of(Story.ROOT), Story.PASSPHRASE);
    keyring = new SubjectKeyring(vault, new OpenKeys(1000), alarm);
  }

  private static void assertCode(String code, Runnable act) {
    assertEquals(code, assertThrows(EncryptionException.class, act::run).code());
  }

  @Property(trials = 25)
  public void opensWhatItSealedAndNothingElse(
      byte[] plaintext, String kind, String id, long version, long salt) throws IOException {
    long leaf = keyring.newSubject(CALLER);
    RecordName name = new RecordName(leaf, kind, id, version);
    byte[] sealed = keyring.seal(CALLER, name, plaintext);
    assertEquals(plaintext.length + 29, sealed.length);
    assertFalse(Arrays.equals(sealed, keyring.seal(CALLER, name, plaintext)));
    assertArrayEquals(plaintext, keyring.open(CALLER, name, sealed));
    assertArrayEquals(plaintext, keyring.open(TENANT, name, sealed));
    Random random = new Random(salt);
    for (int i = 0; i < 20; i++) {
      byte[] flipped = sealed.clone();
      int bit = random.nextInt(8 * flipped.length);
      flipped[bit / 8] ^= 1 << bit % 8;
      assertCode(EncryptionException.RECORD_DAMAGED, () -> keyring.open(CALLER, name, flipped));
    }
    byte[] cut = Arrays.copyOf(sealed, random.nextInt(sealed.length));
    assertCode(EncryptionException.RECORD_DAMAGED, () -> keyring.open(CALLER, name, cut));
    restart();
    assertArrayEquals(plaintext, keyring.open(CALLER, name, sealed));
  }

  @Test
  public void aMovedRecordIsRefused() {
    keyring.createTenant(OTHER);
    long leaf = keyring.newSubject(CALLER);
    long next = keyring.newSubject(CALLER);
    keyring.newSubject(OTHER);
    keyring.newSubject(OTHER);
    byte[] sealed = keyring.seal(CALLER, new RecordName(leaf, "contact", "a", 1), new byte[9]);
    for (RecordName elsewhere :
        List.of(
            new RecordName(next, "contact", "a", 1),
            new RecordName(leaf, "contacta", "", 1),
            new RecordName(leaf, "user", "a", 1),
            new RecordName(leaf, "contact", "b", 1),
            new RecordName(leaf, "contact", "a", 2))) {
      assertCode(EncryptionException.RECORD_DAMAGED, () -> keyring.open(CALLER, elsewhere, sealed));
    }
    assertCode(
        EncryptionException.RECORD_DAMAGED,
        () -> keyring.open(OTHER, new RecordName(leaf, "contact", "a", 1), sealed));
    assertEquals(6, alarm.count());
  }

  @Test
  public void leavesAreNeverGivenTwice() throws IOException {
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 1500; j++) {
        assertTrue(seen.add(keyring.newSubject(CALLER)));
      }
      restart();
    }
  }

  @Test
  public void pagesFollowEachOther() {
    for (int i = 0; i < 65_536; i++) {
      assertEquals(i, keyring.newSubject(TENANT));
    }
    long leaf = keyring.newSubject(TENANT);
    assertEquals(65_536, leaf);
    byte[] sealed = keyring.seal(CALLER, Story.name(leaf), new byte[1]);
    byte[] sameIndex = keyring.seal(CALLER, Story.name(0), new byte[1]);
    keyring.puncture(CALLER, leaf);
    assertCode(
        EncryptionException.SUBJECT_ERASED, () -> keyring.open(CALLER, Story.name(leaf), sealed));
    assertArrayEquals(new byte[1], keyring.open(CALLER, Story.name(0), sameIndex));
  }

  @Test
  public void puncturesKillExactlyTheirSubjects() throws IOException {
    int count = 300;
    byte[][] sealed = new byte[count][];
    for (int i = 0; i < count; i++) {
      sealed[i] = keyring.seal(CALLER, Story.name(keyring.newSubject(CALLER)), new byte[] {7});
    }
    Set<Long> dead = new HashSet<>();
    new Random(3).longs(40, 0, count).forEach(dead::add);
    for (long leaf : dead) {
      keyring.puncture(CALLER, leaf);
      keyring.puncture(CALLER, leaf);
    }
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < count; i++) {
        RecordName name = Story.name(i);
        byte[] record = sealed[i];
        assertEquals(dead.contains((long) i), keyring.isPunctured(TENANT, i));
        if (dead.contains((long) i)) {
          assertCode(EncryptionException.SUBJECT_ERASED, () -> keyring.open(CALLER, name, record));
          assertCode(EncryptionException.SUBJECT_ERASED, () -> keyring.seal(CALLER, name, record));
        } else {
          assertArrayEquals(new byte[] {7}, keyring.open(CALLER, name, record));
        }
      }
      restart();
    }
    assertEquals(0, alarm.count());
  }

  @Test
  public void manyAreOneWritingAPage() throws IOException {
    keyring.newSubject(CALLER);
    keyring.puncture(CALLER, 0);
    long start = disk.steps();
    keyring.puncture(CALLER, 1);
    long onePage = disk.steps() - start;
    start = disk.steps();
    long[] many = LongStream.rangeClosed(2, 500).toArray();
    keyring.puncture(CALLER, many);
    assertEquals(onePage, disk.steps() - start);
    vault.startFreshPages();
    restart();
    long next = keyring.newSubject(CALLER);
    byte[] sealed = keyring.seal(CALLER, Story.name(next), new byte[] {7});
    byte[] cached = keyring.seal(CALLER, Story.name(501), new byte[] {7});
    start = disk.steps();
    keyring.puncture(CALLER, next + 1, 501, next, 502, 501);
    assertEquals(2 * onePage, disk.steps() - start);
    start = disk.steps();
    keyring.puncture(CALLER, next, 501);
    keyring.puncture(CALLER);
    assertEquals(0, disk.steps() - start);
    assertCode(
        EncryptionException.SUBJECT_ERASED, () -> keyring.open(CALLER, Story.name(next), sealed));
    assertCode(
        EncryptionException.SUBJECT_ERASED, () -> keyring.open(CALLER, Story.name(501), cached));
    assertFalse(keyring.isPunctured(TENANT, next + 2));
    assertFalse(keyring.isPunctured(TENANT, 503));
  }

  @Test
  public void oneThatWasNeverGivenOutLeavesTheOthersStanding() {
    long leaf = keyring.newSubject(CALLER);
    for (long unknown : new long[] {-1, 99_999, 1L << 60}) {
      assertCode(EncryptionException.REFUSED, () -> keyring.puncture(CALLER, leaf, unknown));
    }
    assertFalse(keyring.isPunctured(TENANT, leaf));
  }

  @Test
  public void whoHasNoTenantHasNoKeys() {
    Caller operator = Caller.operator("local-console");
    Caller stranger = Story.caller(OTHER);
    for (Caller caller : List.of(operator, stranger)) {
      assertCode(EncryptionException.REFUSED, () -> keyring.admit(caller));
      assertCode(EncryptionException.REFUSED, () -> keyring.newSubject(caller));
      assertCode(
          EncryptionException.REFUSED, () -> keyring.seal(caller, Story.name(0), new byte[0]));
      assertCode(
          EncryptionException.REFUSED, () -> keyring.open(caller, Story.name(0), new byte[29]));
      assertCode(EncryptionException.REFUSED, () -> keyring.puncture(caller, 0));
    }
    keyring.admit(CALLER);
  }

  @Test
  public void aLeafThatWasNeverGivenOut() {
    assertCode(
        EncryptionException.REFUSED, () -> keyring.seal(CALLER, Story.name(99_999), new byte[0]));
    assertCode(EncryptionException.REFUSED, () -> keyring.puncture(CALLER, 99_999));
    assertCode(
        EncryptionException.RECORD_DAMAGED,
        () -> keyring.open(CALLER, Story.name(99_999), new byte[29]));
    assertFalse(keyring.isPunctured(TENANT, 99_999));
  }

  @Test
  public void aDestroyedTenantIsGoneForEver() throws IOException {
    long leaf = keyring.newSubject(CALLER);
    byte[] sealed = keyring.seal(CALLER, Story.name(leaf), new byte[3]);
    byte[] page = disk.read(Story.ROOT.resolve("tenants/" + TENANT + "/page-00000000"));
    assertEquals(1, vault.tenants().get());
    keyring.destroyTenant(TENANT);
    keyring.destroyTenant(TENANT);
    assertFalse(disk.holds(page));
    for (int round = 0; round < 2; round++) {
      assertEquals(0, vault.tenants().get());
      assertCode(EncryptionException.TENANT_DESTROYED, () -> keyring.admit(CALLER));
      assertCode(
          EncryptionException.TENANT_DESTROYED,
          () -> keyring.open(CALLER, Story.name(leaf), sealed));
      assertCode(EncryptionException.TENANT_DESTROYED, () -> keyring.createTenant(TENANT));
      assertTrue(keyring.isPunctured(TENANT, leaf));
      restart();
    }
    assertEquals(0, alarm.count());
  }

  @Test
  public void whatIsTheOperators() throws IOException {
    byte[] sealed = keyring.sealForOperator("staff", new byte[5]);
    restart();
    assertArrayEquals(new byte[5], keyring.openForOperator("staff", sealed));
    assertCode(EncryptionException.RECORD_DAMAGED, () -> keyring.openForOperator("vendor", sealed));
    assertEquals(1, alarm.count());
    // a client may send anything as a cursor
    assertCode(
        EncryptionException.RECORD_DAMAGED, () -> keyring.openForOperator("cursor\nlist", sealed));
    assertEquals(1, alarm.count());
  }

  @Test
  public void operatorMessagesAreCountedAcrossRestarts() throws IOException {
    assertEquals(0, vault.operatorMessages());
    keyring.sealForOperator("staff", new byte[5]);
    assertEquals(65_536, vault.operatorMessages());
    restart();
    assertEquals(65_536, vault.operatorMessages());
    keyring.sealForOperator("staff", new byte[5]);
    assertEquals(131_072, vault.operatorMessages());
    vault.reserveOperatorMessages(1L << 31);
    restart();
    assertCode(EncryptionException.REFUSED, () -> keyring.sealForOperator("staff", new byte[5]));
  }

  @Test
  public void lookupHashesAreSeparate() throws IOException {
    byte[] hash = keyring.lookupHash("login", new byte[] {1});
    assertEquals(32, hash.length);
    assertFalse(Arrays.equals(hash, keyring.lookupHash("logi", new byte[] {'n', 1})));
    assertFalse(Arrays.equals(hash, keyring.lookupHash("other", new byte[] {1})));
    restart();
    assertArrayEquals(hash, keyring.lookupHash("login", new byte[] {1}));
  }

  @Test
  public void closedMeansSealed() {
    keyring.close();
    assertCode(EncryptionException.SEALED, () -> keyring.admit(CALLER));
    assertCode(EncryptionException.SEALED, () -> keyring.sealForOperator("x", new byte[0]));
    assertCode(EncryptionException.SEALED, () -> keyring.lookupHash("x", new byte[0]));
    assertCode(EncryptionException.SEALED, () -> keyring.createTenant(OTHER));
  }

  @Test
  public void freshPagesAfterARestore() {
    long before = keyring.newSubject(CALLER);
    vault.startFreshPages();
    long last = before;
    for (int i = 0; i < 2000; i++) {
      last = keyring.newSubject(CALLER);
    }
    assertTrue(last >= 65_536);
    byte[] sealed = keyring.seal(CALLER, Story.name(last), new byte[1]);
    assertArrayEquals(new byte[1], keyring.open(CALLER, Story.name(last), sealed));
    keyring.puncture(CALLER, before);
    assertTrue(keyring.isPunctured(TENANT, before));
    assertNotEquals(before, last);
  }
}
