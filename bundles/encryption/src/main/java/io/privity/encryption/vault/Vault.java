// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import io.privity.api.encryption.Anchors;
import io.privity.api.encryption.ErasureLedger;
import io.privity.api.encryption.RetainedData;
import io.privity.encryption.cipher.Argon2id;
import io.privity.encryption.cipher.Gcm;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open vault: the one directory, outside the database, without which nothing can be read.
 * Locked against other processes. Thread-safe, but for the files of one tenant.
 */
public final class Vault implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Vault.class);
  private static final String LOCK = "lock";

  private final VaultFiles files;
  private final VaultKeys keys;
  private final Gcm gcm = new Gcm();
  private final byte[] wrappingKey;
  private final AtomicInteger tenants = new AtomicInteger();
  private final ErasureLedgers ledgers;
  private final RetainedFiles retained;
  private Closeable lock;
  private VaultAnchors anchors;
  private Header header;

  private Vault(VaultFiles files, VaultKeys keys, Header header, byte[] wrappingKey) {
    this.files = files;
    this.keys = keys;
    this.header = header;
    this.wrappingKey = wrappingKey;
    this.ledgers = new ErasureLedgers(files, keys, gcm);
    this.retained = new RetainedFiles(files, keys, gcm);
  }

  /** True when there is a vault in the directory. */
  public static boolean exists(Disk disk, Path root) throws IOException {
    return disk.exists(root.resolve(Header.NAME));
  }

  /**
   * Makes a vault where there is none, and opens it.
   *
   * @param roots the vault's own directory, then its copies
   */
  public static Vault create(Disk disk, List<Path> roots, byte[] passphrase, Argon2id cost)
      throws IOException {
    for (Path root : roots) {
      if (exists(disk, root) || !disk.list(root.resolve(TenantForm.TENANTS)).isEmpty()) {
        throw VaultProblem.unusable("a directory for a new vault holds one already.");
      }
    }
    Header header = Header.fresh(cost);
    byte[] wrappingKey = header.wrappingKey(passphrase);
    Vault vault = new Vault(new VaultFiles(disk, roots), VaultKeys.random(), header, wrappingKey);
    return vault.start(header.opened());
  }

  /**
   * Opens the vault. Touches nothing before the passphrase is found right.
   *
   * @throws io.privity.api.encryption.EncryptionException {@code wrong-passphrase}, {@code
   *     vault-unavailable}
   */
  public static Vault open(Disk disk, List<Path> roots, byte[] passphrase) throws IOException {
    byte[] file = disk.read(roots.get(0).resolve(Header.NAME));
    if (file == null) {
      throw VaultProblem.unusable("its header is missing.");
    }
    Header header = Header.read(file);
    byte[] wrappingKey = header.wrappingKey(passphrase);
    byte[] unwrapped = header.unwrap(new Gcm(), wrappingKey, file);
    if (unwrapped == null) {
      Arrays.fill(wrappingKey, (byte) 0);
      throw VaultProblem.wrongPassphrase();
    }
    Vault vault =
        new Vault(new VaultFiles(disk, roots), new VaultKeys(unwrapped), header, wrappingKey);
    return vault.start(null);
  }

  /**
   * @param fresh the header of a new vault, or null
   */
  private Vault start(Header fresh) throws IOException {
    boolean started = false;
    try {
      for (Path root : files.roots()) {
        files.disk().createDirectories(root);
      }
      lock = files.disk().lock(files.roots().get(0).resolve(LOCK));
      if (lock == null) {
        throw VaultProblem.unusable("another process has it open.");
      }
      for (Path root : files.roots()) {
        files.settleAll(root);
      }
      AnchorJournal journal = new AnchorJournal(files, keys.forFile("anchors"));
      if (fresh != null) {
        journal.create(); // before the header, which is what makes a vault of a directory
      }
      // Read once more: another process may have written it before it let go of the lock.
      write(fresh != null ? fresh : newestHeader().opened());
      journal.open();
      anchors = new VaultAnchors(journal, ledgers);
      Set<UUID> living = new Reconciliation(files, keys, gcm).run();
      tenants.set(living.size());
      ledgers.open(living, anchors.erasures());
      anchors.store(Map.of());
      started = true;
      return this;
    } finally {
      if (!started) {
        close();
      }
    }
  }

  /**
   * The newest header of all copies. Where that is not the vault's own, this vault was put back
   * from an older state: leaves that it no longer knows of may be in use, so new ones come from
   * fresh pages.
   */
  private Header newestHeader() throws IOException {
    Header newest = null;
    Header own = null;
    for (Path root : files.roots()) {
      byte[] file = files.disk().read(root.resolve(Header.NAME));
      Header found = file == null ? null : Header.read(file);
      if (found != null) {
        requireOurs(found, file);
        newest = newest == null || found.revision() > newest.revision() ? found : newest;
      }
      own = root.equals(files.roots().get(0)) ? found : own;
    }
    if (newest == null || own == null) {
      throw VaultProblem.unusable("its header is missing.");
    }
    if (newest.revision() == own.revision()) {
      return newest;
    }
    LOG.warn("The vault is older than its copy, and takes what the copy has");
    return newest.withFreshPages();
  }

  private void requireOurs(Header found, byte[] file) {
    byte[] unwrapped =
        Arrays.equals(found.id(), header.id()) ? found.unwrap(gcm, wrappingKey, file) : null;
    if (unwrapped == null) {
      throw VaultProblem.unusable("a copy belongs to another vault or has another passphrase.");
    }
    Arrays.fill(unwrapped, (byte) 0);
  }

  private void write(Header next) {
    byte[] secret = keys.copyAll();
    try {
      files.replace(Header.NAME, next.write(gcm, wrappingKey, secret));
      header = next;
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  public VaultKeys keys() {
    return keys;
  }

  public Gcm gcm() {
    return gcm;
  }

  public TenantFiles tenant(UUID tenant) {
    return new TenantFiles(files, keys, gcm, tenant);
  }

  public Anchors anchors() {
    return anchors;
  }

  public ErasureLedger ledger() {
    return ledgers;
  }

  public RetainedData retained() {
    return retained;
  }

  /** How often this vault was unsealed, this time included. */
  public synchronized long generation() {
    return header.generation();
  }

  /** Raised when leaves must come from fresh pages; see {@link TenantKey#allocation}. */
  public synchronized long allocation() {
    return header.allocation();
  }

  /**
   * Has every tenant take its next leaves from a page that never was: after the vault or the
   * database was put back from an older state.
   */
  public synchronized void startFreshPages() {
    write(header.withFreshPages());
  }

  /** How many messages of the operator key are used or set aside. */
  public synchronized long operatorMessages() {
    return header.operatorMessages();
  }

  /** Sets aside more messages of the operator key. Durable when this returns. */
  public synchronized void reserveOperatorMessages(long upTo) {
    write(header.withOperatorMessages(upTo));
  }

  /** The number of tenants that have keys. */
  public AtomicInteger tenants() {
    return tenants;
  }

  /** False while the latest change of some file is not known to have reached every copy. */
  public boolean isSettled() {
    return files.areSettled();
  }

  /** Forgets the keys and lets go of the lock. */
  @Override
  public synchronized void close() throws IOException {
    files.close();
    keys.clear();
    Arrays.fill(wrappingKey, (byte) 0);
    if (lock != null) {
      lock.close();
      lock = null;
    }
  }
}
