// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.RecordName;
import io.privity.encryption.subject.OpenKeys;
import io.privity.encryption.vault.MemoryDisk;
import io.privity.encryption.vault.Vault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

/** The life of a vault's keys, with what was acknowledged in it. */
final class Story extends Life {
  static final UUID TENANT = new UUID(1, 1);
  static final UUID DESTROYED = new UUID(2, 2);
  static final UUID LATE = new UUID(3, 3);
  static final Caller CALLER = caller(TENANT);

  private static final byte[] PLAINTEXT = "plaintext".getBytes();

  private SubjectKeyring keyring;

  private final Set<UUID> made = new HashSet<>();
  private final Set<UUID> gone = new HashSet<>();
  private boolean goneTried;
  private final Map<Long, byte[]> records = new HashMap<>();
  private final Set<Long> given = new HashSet<>();
  private final Set<Long> tried = new HashSet<>();
  private final Set<Long> punctured = new HashSet<>();
  private long[] latest = {};
  private final List<byte[]> before = new ArrayList<>();
  private byte[] operators;
  private byte[] login;
  private long generation;
  private int anchorTried;
  private int anchor;

  Story(MemoryDisk disk) {
    super(disk);
  }

  static Caller caller(UUID tenant) {
    return new Caller(tenant, "user", -1, "session", Set.of(Role.OWNER), "unassigned", "");
  }

  static RecordName name(long leaf) {
    return new RecordName(leaf, "contact", "id", 1);
  }

  SubjectKeyring keyring() {
    return keyring;
  }

  List<byte[]> pagesBefore() {
    return before;
  }

  static String page(long leaf) {
    return String.format("tenants/%s/page-%08x", TENANT, leaf >>> 16);
  }

  @Override
  void live() throws IOException {
    open();
    begin();
    create(TENANT);
    create(DESTROYED);
    long first = subject();
    subject();
    long third = subject();
    anchor(1);
    puncture(first);
    operators = act(() -> keyring.sealForOperator("staff", PLAINTEXT));
    anchor(2);
    goneTried = true;
    act(() -> keyring.destroyTenant(DESTROYED));
    gone.add(DESTROYED);
    vault.close();
    open();
    begin();
    act(vault::startFreshPages);
    long fourth = subject();
    long fifth = subject();
    assertTrue("on one page", fourth >>> 16 == fifth >>> 16 && third >>> 16 != fourth >>> 16);
    puncture(fourth, third, fifth);
    create(LATE);
    subject();
    anchor(3);
  }

  private void begin() {
    keyring = new SubjectKeyring(vault, new OpenKeys(100), new Alarm());
    login = keyring.lookupHash("login", PLAINTEXT);
    assertTrue(vault.generation() > generation);
    generation = vault.generation();
  }

  private void create(UUID tenant) throws IOException {
    act(() -> keyring.createTenant(tenant));
    made.add(tenant);
  }

  private long subject() throws IOException {
    long leaf = act(() -> keyring.newSubject(CALLER));
    assertTrue("a leaf was given out twice", given.add(leaf));
    records.put(leaf, keyring.seal(CALLER, name(leaf), PLAINTEXT));
    return leaf;
  }

  private void puncture(long... leaves) throws IOException {
    for (long leaf : leaves) {
      before.add(disk.read(ROOT.resolve(page(leaf))));
      tried.add(leaf);
    }
    latest = leaves;
    act(() -> keyring.puncture(CALLER, leaves));
    for (long leaf : leaves) {
      punctured.add(leaf);
      assertTrue(keyring.isPunctured(TENANT, leaf));
    }
  }

  private void anchor(int value) throws IOException {
    anchorTried = value;
    Map<String, byte[]> anchors =
        Map.of("operator", new byte[] {(byte) value}, "tenant", new byte[] {(byte) value});
    act(() -> vault.anchors().store(anchors));
    anchor = value;
  }

  @Override
  boolean hasBegun() {
    return generation > 0;
  }

  @Override
  void check(Vault reopened, MemoryDisk found, Path root, String where) {
    assertTrue(where, reopened.generation() > generation);
    SubjectKeyring after = new SubjectKeyring(reopened, new OpenKeys(100), new Alarm());
    if (login != null) {
      assertArrayEquals(where, login, after.lookupHash("login", PLAINTEXT));
    }
    checkAnchors(reopened, where);
    if (operators != null) {
      assertArrayEquals(where, PLAINTEXT, after.openForOperator("staff", operators));
    }
    records.forEach((leaf, record) -> checkRecord(after, leaf, record, where));
    if (made.contains(TENANT)) {
      checkPuncture(after, where);
      for (int i = 0; i < 2; i++) {
        assertFalse(where, given.contains(after.newSubject(CALLER)));
      }
    }
    checkDestroyed(found, after, root, where);
  }

  private void checkAnchors(Vault reopened, String where) {
    byte[] found = reopened.anchors().load().get("operator");
    int value = found == null ? 0 : found[0];
    assertTrue(where + ": anchor " + value, value >= anchor && value <= anchorTried);
  }

  private void checkRecord(SubjectKeyring after, long leaf, byte[] record, String where) {
    try {
      assertArrayEquals(where, PLAINTEXT, after.open(CALLER, name(leaf), record));
      assertFalse(where + ": an erased subject opens", punctured.contains(leaf));
    } catch (EncryptionException e) {
      assertEquals(where + ": leaf " + leaf, EncryptionException.SUBJECT_ERASED, e.code());
      assertTrue(where + ": leaf " + leaf + " is lost", tried.contains(leaf));
    }
  }

  /** Page by page all leaves of a puncture are gone or none, and what a cut left is finished. */
  private void checkPuncture(SubjectKeyring after, String where) {
    for (long one : latest) {
      for (long other : latest) {
        boolean alike = after.isPunctured(TENANT, one) == after.isPunctured(TENANT, other);
        assertTrue(where + ": half a page", alike || one >>> 16 != other >>> 16);
      }
    }
    after.puncture(CALLER, latest);
    records.forEach(
        (leaf, record) -> {
          boolean gone = LongStream.of(latest).anyMatch(one -> one == leaf);
          assertTrue(where + ": leaf " + leaf, !gone || after.isPunctured(TENANT, leaf));
          checkRecord(after, leaf, record, where + ", finished");
        });
  }

  private void checkDestroyed(MemoryDisk found, SubjectKeyring after, Path root, String where) {
    if (!made.contains(DESTROYED)) {
      return;
    }
    try {
      after.newSubject(DESTROYED);
      assertFalse(where + ": a destroyed tenant is back", gone.contains(DESTROYED));
    } catch (EncryptionException e) {
      assertEquals(where, EncryptionException.TENANT_DESTROYED, e.code());
      assertTrue(where + ": a tenant is lost", goneTried);
      assertEquals(where, 1, found.list(root.resolve("tenants/" + DESTROYED)).size());
    }
  }
}
