// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.Keyring;
import io.privity.contacts.store.ContactStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * The indexes of all tenants: built on first use, kept up to date by committed changes, and
 * forgotten, the longest unused first, when together they outgrow their memory. Thread-safe.
 */
public final class Indexes implements AutoCloseable {
  private static final long SCANNED_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final int MANY = 50;

  /** Single changes between two looks at the memory used; a power of two. */
  private static final int TRIM_EVERY = 64;

  private final ContactStore store;
  private final Keyring keyring;
  private final RowOpener opener;
  private final long budget;
  private final BiConsumer<Caller, List<Entry>> repair;
  private final ExecutorService workers;
  private final Map<UUID, Slot> slots = new ConcurrentHashMap<>();
  private final Tombstones tombstones = new Tombstones();
  private final AtomicInteger commits = new AtomicInteger();

  /** What is known of a tenant; its monitor guards the transitions. */
  private static final class Slot {
    volatile TenantIndex index;
    volatile long lastUsed;
    Long scannedSince;
    PendingBuild build;
  }

  /** A build under way, and what was committed since it began. */
  private static final class PendingBuild {
    final List<Change> log = new ArrayList<>();
    final CompletableFuture<Void> ended = new CompletableFuture<>();
  }

  /**
   * @param budget bytes, for all tenants together
   * @param repair removes the rows of contacts whose leaf is punctured
   */
  public Indexes(
      ContactStore store, Keyring keyring, long budget, BiConsumer<Caller, List<Entry>> repair) {
    this.store = store;
    this.keyring = keyring;
    this.opener = new RowOpener(keyring);
    this.budget = budget;
    this.repair = repair;
    this.workers =
        Executors.newFixedThreadPool(
            2,
            task -> {
              Thread thread = new Thread(task, "privity-contacts-index");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * The caller's contacts. The first call for a tenant opens them all, and others wait for it.
   *
   * @throws EncryptionException when the tenant's keys are not open to the caller
   */
  public ContactView of(Caller caller) {
    admit(caller);
    Slot slot = slots.computeIfAbsent(caller.tenant(), tenant -> new Slot());
    while (true) {
      TenantIndex index = slot.index;
      if (index != null) {
        slot.lastUsed = System.nanoTime();
        return index;
      }
      PendingBuild mine = null;
      PendingBuild build;
      synchronized (slot) {
        if (slot.scannedSince != null && System.nanoTime() - slot.scannedSince < SCANNED_NANOS) {
          return new StoreScan(caller, store, opener);
        }
        if (slot.index == null && slot.build == null) {
          mine = new PendingBuild();
          slot.build = mine;
        }
        build = slot.build;
      }
      if (mine != null) {
        build(caller, slot, mine);
      } else if (build != null) {
        build.ended.join();
      }
    }
  }

  /**
   * Refuses whom the tenant's keys are not open to; for answers that take long, again and again.
   */
  public void admit(Caller caller) {
    try {
      keyring.admit(caller);
    } catch (EncryptionException e) {
      if (e.code().equals(EncryptionException.TENANT_DESTROYED)) {
        slots.remove(caller.tenant());
      }
      throw e;
    }
  }

  /** Takes in what was committed; called after each commit, on any thread. */
  public void committed(UUID tenant, List<Change> changes) {
    tombstones.note(changes);
    Slot slot = slots.get(tenant);
    if (slot == null) {
      return;
    }
    TenantIndex index;
    synchronized (slot) {
      if (slot.build != null) {
        slot.build.log.addAll(changes);
      }
      index = slot.index;
    }
    if (index == null) {
      return;
    }
    boolean applied = false;
    try {
      apply(index, changes);
      applied = true;
    } finally {
      if (!applied) {
        // half-changed; the next use builds it anew
        slot.index = null;
      }
    }
    if (changes.size() > MANY || (commits.incrementAndGet() & (TRIM_EVERY - 1)) == 0) {
      trim(slot);
    }
  }

  /** Takes a contact out of memory, such as one that was erased. */
  public void drop(UUID tenant, UUID id) {
    committed(tenant, List.of(Change.deleted(id)));
  }

  /** Takes a tenant out of memory. */
  public void forget(UUID tenant) {
    slots.remove(tenant);
  }

  /** What is in memory now. */
  public IndexStatus status() {
    int tenants = 0;
    int scanned = 0;
    int damaged = 0;
    long bytes = 0;
    for (Slot slot : slots.values()) {
      TenantIndex index = slot.index;
      if (index != null) {
        tenants++;
        damaged += index.damaged();
        bytes += index.bytes();
      }
      synchronized (slot) {
        scanned += slot.scannedSince != null ? 1 : 0;
      }
    }
    return new IndexStatus(tenants, scanned, damaged, bytes, budget);
  }

  @Override
  public void close() {
    slots.clear();
    workers.shutdownNow();
  }

  private void build(Caller caller, Slot slot, PendingBuild pending) {
    IndexBuild build = new IndexBuild(caller, opener, workers, bytes -> fits(slot, bytes));
    TenantIndex index = null;
    boolean tooLarge = false;
    try {
      index = build.run(store);
    } catch (IndexBuild.TooLarge e) {
      tooLarge = true;
    } finally {
      synchronized (slot) {
        slot.build = null;
        slot.scannedSince = tooLarge ? System.nanoTime() : null;
        if (index != null) {
          apply(index, pending.log);
          slot.lastUsed = System.nanoTime();
          slot.index = index;
        }
      }
      pending.ended.complete(null);
    }
    if (!build.erased().isEmpty()) {
      repair.accept(caller, build.erased());
    }
    trim(slot);
  }

  private boolean fits(Slot slot, long bytes) {
    makeRoom(slot, bytes);
    return bytes <= budget;
  }

  private void apply(TenantIndex index, List<Change> changes) {
    for (Change change : changes) {
      if (!tombstones.outlives(change)) {
        index.apply(change);
      }
    }
  }

  /** Keeps within the memory after this tenant grew. */
  private void trim(Slot grown) {
    TenantIndex index = grown.index;
    if (index == null) {
      return;
    }
    makeRoom(grown, index.bytes());
    if (index.bytes() > budget) {
      synchronized (grown) {
        grown.index = null;
        grown.scannedSince = System.nanoTime();
      }
    }
  }

  /** Forgets other tenants, the longest unused first, until so much fits beside the rest. */
  private synchronized void makeRoom(Slot forWhom, long needed) {
    while (true) {
      long others = 0;
      Slot oldest = null;
      for (Slot slot : slots.values()) {
        TenantIndex index = slot.index;
        if (slot != forWhom && index != null) {
          others += index.bytes();
          if (oldest == null || slot.lastUsed - oldest.lastUsed < 0) {
            oldest = slot;
          }
        }
      }
      if (oldest == null || others + needed <= budget) {
        return;
      }
      oldest.index = null;
    }
  }
}
