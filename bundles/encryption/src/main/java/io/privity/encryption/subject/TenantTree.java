// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.subject;

import io.privity.api.encryption.EncryptionException;
import io.privity.encryption.cipher.Gcm;
import io.privity.encryption.cipher.Hkdf;
import io.privity.encryption.cipher.Hmac;
import io.privity.encryption.cipher.Randomness;
import io.privity.encryption.tree.Page;
import io.privity.encryption.vault.TenantFiles;
import io.privity.encryption.vault.TenantKey;
import io.privity.encryption.vault.Vault;
import io.privity.encryption.vault.VaultProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

/**
 * One tenant's keys: gives out leaves, derives their keys, punctures them. Thread-safe; there is
 * one for each tenant and vault.
 *
 * <p>A key enters the cache under the read lock, and a puncture drops it under the write lock, once
 * the puncture is durable: an opening that runs at the same time can't bring it back. No disk is
 * waited for under the write lock.
 */
public final class TenantTree {
  /** Leaves set aside in one writing; those that a restart leaves over are never used. */
  static final int BLOCK = 1024;

  private static final byte[] SUBJECT_USE =
      "privity subject key".getBytes(StandardCharsets.US_ASCII);

  private final UUID tenant;
  private final Vault vault;
  private final TenantFiles files;
  private final OpenKeys open;
  private final Hmac hmac;
  private final Hkdf hkdf;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Object allocating = new Object(); // taken before puncturing, where both are
  private final Object puncturing = new Object();
  private volatile TenantKey key;
  private volatile boolean destroyed;
  private long next;
  private long end;

  private TenantTree(
      UUID tenant, Vault vault, TenantFiles files, TenantKey key, OpenKeys open, Hmac hmac) {
    this.tenant = tenant;
    this.vault = vault;
    this.files = files;
    this.key = key;
    this.destroyed = key == null;
    this.open = open;
    this.hmac = hmac;
    this.hkdf = new Hkdf(hmac);
  }

  /** The tenant's tree as the vault has it, or null when it has none. */
  public static TenantTree find(UUID tenant, Vault vault, OpenKeys open, Hmac hmac) {
    TenantFiles files = vault.tenant(tenant);
    if (files.areDestroyed()) {
      return new TenantTree(tenant, vault, files, null, open, hmac);
    }
    TenantKey key = files.readKey();
    return key == null ? null : new TenantTree(tenant, vault, files, key, open, hmac);
  }

  /** Makes a tenant that the vault does not have. */
  public static TenantTree create(UUID tenant, Vault vault, OpenKeys open, Hmac hmac) {
    TenantFiles files = vault.tenant(tenant);
    TenantKey key;
    try {
      key = files.createKey(vault.allocation());
    } finally {
      if (files.hasKey()) {
        vault.tenants().incrementAndGet();
      }
    }
    return new TenantTree(tenant, vault, files, key, open, hmac);
  }

  public boolean isDestroyed() {
    return destroyed;
  }

  private void requireAlive() {
    if (destroyed) {
      throw VaultProblem.destroyed();
    }
  }

  /**
   * Writes the key file once more, so that it is durable in every copy for certain, whatever became
   * of the writing that made it.
   */
  public void settle() {
    synchronized (allocating) {
      requireAlive();
      write(key.next(key.reserved(), key.allocation()));
    }
  }

  /** A leaf that was never given out. */
  public long newLeaf() {
    synchronized (allocating) {
      requireAlive();
      if (next == end) {
        reserve();
      }
      return next++;
    }
  }

  private void reserve() {
    TenantKey now = key;
    long allocation = vault.allocation();
    long start = now.reserved();
    if (now.allocation() != allocation) {
      start = Math.addExact(start, Page.LEAVES - 1) & -Page.LEAVES;
    }
    if (start % Page.LEAVES == 0) {
      // A page that lies there already is one that this key file does not know of: leave it alone,
      // unless it is our own of a moment ago that did not reach every copy.
      while (files.hasPage(page(start)) && files.isPageSettled(page(start))) {
        start += Page.LEAVES;
      }
      Page fresh = Page.of(Randomness.bytes(Hmac.LENGTH));
      try {
        files.writePage(now, page(start), fresh);
      } finally {
        fresh.clear();
      }
    }
    write(now.next(start + BLOCK, allocation));
    next = start;
    end = start + BLOCK;
  }

  // Should the writing fail, either state may be on the disk; the leaves of the newer count as
  // used.
  private void write(TenantKey newer) {
    key = newer;
    files.writeKey(newer);
  }

  private static int page(long leaf) {
    return Math.toIntExact(leaf >>> Page.HEIGHT);
  }

  private static int index(long leaf) {
    return (int) leaf & Page.LEAVES - 1;
  }

  /** True when the leaf was given out or set aside. */
  private boolean isKnown(long leaf) {
    return leaf >= 0 && leaf < key.reserved();
  }

  /**
   * The subject's key.
   *
   * @return null when no such leaf was ever given out
   * @throws EncryptionException {@code subject-erased}, {@code tenant-destroyed}
   */
  public SubjectKey key(long leaf) {
    SubjectKey cached = open.key(tenant, leaf);
    if (cached != null) {
      return cached;
    }
    lock.readLock().lock();
    try {
      requireAlive();
      if (!isKnown(leaf)) {
        return null;
      }
      Page page = openPage(page(leaf));
      byte[] seed = page == null ? null : page.seed(index(leaf), hmac);
      if (page != null && seed == null) {
        throw VaultProblem.erased();
      }
      return seed == null ? null : derive(leaf, seed);
    } finally {
      lock.readLock().unlock();
    }
  }

  private SubjectKey derive(long leaf, byte[] seed) {
    byte[] bytes = hkdf.expand(seed, SUBJECT_USE, Gcm.KEY_LENGTH);
    SubjectKey derived = new SubjectKey(bytes);
    Arrays.fill(seed, (byte) 0);
    Arrays.fill(bytes, (byte) 0);
    open.put(tenant, leaf, derived);
    return derived;
  }

  /** Held under the read lock, or by the one thread that punctures. Null for a page left out. */
  private Page openPage(int number) {
    Page page = open.page(tenant, number);
    if (page == null && files.hasPage(number)) {
      page = files.readPage(key, number);
      open.put(tenant, number, page);
    }
    return page;
  }

  public boolean isPunctured(long leaf) {
    lock.readLock().lock();
    try {
      if (destroyed) {
        return true;
      }
      Page page = isKnown(leaf) ? openPage(page(leaf)) : null;
      return page != null && page.isPunctured(index(leaf));
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Punctures leaves page by page, each page in one writing. Durable in every copy when this
   * returns; a cut leaves the pages before it punctured, and the others as they were.
   *
   * @throws EncryptionException {@code keyring-refused} before anything is changed, when one of the
   *     leaves was never given out
   */
  public void puncture(long... leaves) {
    synchronized (puncturing) {
      requireAlive();
      SortedMap<Integer, List<Long>> byPage = new TreeMap<>();
      for (long leaf : leaves) {
        if (!isKnown(leaf)) {
          throw noSuchSubject();
        }
        byPage.computeIfAbsent(page(leaf), unused -> new ArrayList<>()).add(leaf);
      }
      if (!byPage.keySet().stream().allMatch(files::hasPage)) {
        throw noSuchSubject();
      }
      byPage.forEach(this::puncture);
    }
  }

  private static EncryptionException noSuchSubject() {
    return VaultProblem.refused("There is no such subject.");
  }

  private void puncture(int number, List<Long> leaves) {
    Page before = openPage(number);
    int[] indexes = leaves.stream().mapToInt(TenantTree::index).toArray();
    if (IntStream.of(indexes).allMatch(before::isPunctured) && files.isPageSettled(number)) {
      return;
    }
    Page after = before.puncture(hmac, indexes);
    boolean written = false;
    try {
      files.writePage(key, number, after);
      written = true;
    } finally {
      exchange(number, leaves, before, written ? after : null);
    }
  }

  /**
   * @param after null when it is not known which page the disk has: it is read again
   */
  private void exchange(int number, List<Long> leaves, Page before, Page after) {
    lock.writeLock().lock();
    try {
      leaves.forEach(leaf -> open.forget(tenant, leaf));
      if (after == null) {
        open.forgetPage(tenant, number);
      } else {
        open.put(tenant, number, after);
      }
      before.clear();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Destroys the tenant's keys. May be called again; durable in every copy when this returns. */
  public void destroy() {
    synchronized (allocating) {
      synchronized (puncturing) {
        try {
          files.bury();
        } finally {
          if (files.areDestroyed()) {
            forgetAll(); // before any file goes, so that nobody takes its absence for damage
          }
        }
        files.shred();
      }
    }
  }

  private void forgetAll() {
    lock.writeLock().lock();
    try {
      if (!destroyed) {
        destroyed = true;
        key.clear();
        vault.tenants().decrementAndGet();
      }
      open.forget(tenant);
    } finally {
      lock.writeLock().unlock();
    }
  }
}
