// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.privity.api.encryption.ErasureLedger;
import io.privity.api.encryption.ErasureLedger.Entry;
import io.privity.api.encryption.RetainedData;
import io.privity.encryption.subject.OpenKeys;
import io.privity.encryption.vault.MemoryDisk;
import io.privity.encryption.vault.Vault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Erasures, and what is retained of them, with what was acknowledged. */
final class ErasureStory extends Life {
  private static final UUID DESTROYED = new UUID(2, 2);
  private static final byte[] NOTHING = {};

  private final Map<UUID, List<Entry>> entries = new HashMap<>();
  private final Map<String, byte[]> kept = new HashMap<>();
  private final List<byte[]> removed = new ArrayList<>();
  private UUID erasing;
  private String retaining = "";
  private byte[] retained = NOTHING;
  private boolean destroying;
  private boolean begun;

  ErasureStory(MemoryDisk disk) {
    super(disk);
  }

  @Override
  boolean hasBegun() {
    return begun;
  }

  /** The files, as they were, of what was removed or replaced. */
  List<byte[]> removed() {
    return removed;
  }

  @Override
  void live() throws IOException {
    open();
    begun = true;
    SubjectKeyring keyring = new SubjectKeyring(vault, new OpenKeys(10), new Alarm());
    act(() -> keyring.createTenant(Story.TENANT));
    act(() -> keyring.createTenant(DESTROYED));
    erase(Story.TENANT, 1);
    retain("tax", 7);
    erase(Story.TENANT, 2);
    act(() -> vault.anchors().store(Map.of("operator", NOTHING)));
    erase(DESTROYED, 1);
    retain("tax", 8);
    retain("claim", 9);
    remove("tax");
    act(() -> vault.anchors().store(Map.of("operator", NOTHING)));
    destroying = true;
    act(() -> keyring.destroyTenant(DESTROYED));
    entries.remove(DESTROYED);
    vault.close();
    open();
    erase(Story.TENANT, 3);
    retain("claim", 10);
    erase(Story.TENANT, 4);
    remove("claim");
    retain("tax", 11);
  }

  private void erase(UUID tenant, int leaf) throws IOException {
    erasing = tenant;
    Entry entry = act(() -> vault.ledger().append(tenant, "subject-" + leaf, leaf, "request"));
    erasing = null;
    entries.computeIfAbsent(tenant, unused -> new ArrayList<>()).add(entry);
  }

  private void retain(String hold, int value) throws IOException {
    byte[] bytes = new byte[100];
    Arrays.fill(bytes, (byte) value);
    change(hold, bytes, () -> vault.retained().put(Story.TENANT, hold, bytes));
    kept.put(hold, bytes);
  }

  private void remove(String hold) throws IOException {
    change(hold, null, () -> vault.retained().remove(Story.TENANT, hold));
    kept.remove(hold);
  }

  private void change(String hold, byte[] to, Runnable change) throws IOException {
    for (Path file : disk.files()) {
      if (file.getFileName().toString().startsWith("retained-")) {
        removed.add(disk.read(file));
      }
    }
    retaining = hold;
    retained = to;
    act(change);
    retaining = "";
    disk.files().stream()
        .filter(file -> file.getFileName().toString().startsWith("retained-"))
        .forEach(file -> removed.removeIf(bytes -> Arrays.equals(bytes, disk.read(file))));
  }

  @Override
  void check(Vault reopened, MemoryDisk found, Path root, String where) {
    entries.forEach((tenant, written) -> checkLedger(reopened, tenant, written, where));
    if (destroying && !entries.containsKey(DESTROYED)) {
      assertTrue(where, reopened.ledger().isErased(DESTROYED, "anyone"));
      assertEquals(where, 1, found.list(root.resolve("tenants/" + DESTROYED)).size());
    }
    Set<String> holds = Set.of();
    if (entries.containsKey(Story.TENANT)) {
      holds = reopened.retained().holds(Story.TENANT);
    }
    for (String hold : List.of("tax", "claim")) {
      if (holds.contains(hold) || kept.containsKey(hold)) {
        checkHold(reopened.retained(), hold, where);
      }
    }
  }

  private void checkLedger(Vault reopened, UUID tenant, List<Entry> written, String where) {
    ErasureLedger ledger = reopened.ledger();
    if (tenant.equals(DESTROYED) && destroying && ledger.isErased(tenant, "anyone")) {
      return;
    }
    List<Entry> found = new ArrayList<>();
    ledger.forEach(tenant, found::add);
    int sure = written.size();
    assertTrue(where + ": lost", found.size() >= sure);
    assertEquals(where, written, found.subList(0, sure));
    assertTrue(where, found.size() == sure || found.size() == sure + 1 && tenant.equals(erasing));
    assertEquals(where, found.get(found.size() - 1).head(), ledger.head(tenant));
    ledger.verify(tenant);
    for (Entry entry : written) {
      assertTrue(where, ledger.isErased(tenant, "subject-" + entry.leaf()));
    }
    assertFalse(where, ledger.isErased(tenant, "somebody"));
    Entry next = ledger.append(tenant, "somebody", 99, "another request");
    assertEquals(where, found.size() + 1, next.sequence());
    assertEquals(where, next, ledger.append(tenant, "somebody", 99, "once more"));
    ledger.verify(tenant);
  }

  private void checkHold(RetainedData retainedData, String hold, String where) {
    byte[] found = retainedData.get(Story.TENANT, hold).orElse(null);
    boolean asBefore = Arrays.equals(kept.get(hold), found);
    boolean asTried = hold.equals(retaining) && Arrays.equals(retained, found);
    assertTrue(where + ": " + hold, asBefore || asTried);
    retainedData.put(Story.TENANT, hold, NOTHING);
    assertArrayEquals(where, NOTHING, retainedData.get(Story.TENANT, hold).orElseThrow());
    retainedData.remove(Story.TENANT, hold);
    assertTrue(where, retainedData.get(Story.TENANT, hold).isEmpty());
    assertFalse(where, retainedData.holds(Story.TENANT).contains(hold));
  }
}
