// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import io.privity.encryption.cipher.Gcm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tenants' files in order when the vault is opened: what a cut left undone is finished
 * or taken back, and each copy gets the newest file of all, so that an erasure that reached one
 * directory reaches them all.
 */
final class Reconciliation {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

  private final VaultFiles files;
  private final Disk disk;
  private final VaultKeys keys;
  private final Gcm gcm;

  Reconciliation(VaultFiles files, VaultKeys keys, Gcm gcm) {
    this.files = files;
    this.disk = files.disk();
    this.keys = keys;
    this.gcm = gcm;
  }

  /** The tenants that have keys. */
  Set<UUID> run() throws IOException {
    SortedSet<String> directories = new TreeSet<>();
    for (Path root : files.roots()) {
      directories.addAll(disk.list(root.resolve(TenantForm.TENANTS)));
    }
    Set<UUID> tenants = new HashSet<>();
    for (String directory : directories) {
      UUID tenant = tenant(directory);
      if (tenant != null && reconcile(tenant, TenantForm.TENANTS + '/' + directory)) {
        tenants.add(tenant);
      }
    }
    return tenants;
  }

  private static UUID tenant(String directory) {
    try {
      UUID tenant = UUID.fromString(directory);
      return tenant.toString().equals(directory) ? tenant : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** True when the tenant has a key. */
  private boolean reconcile(UUID tenant, String directory) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    for (Path root : files.roots()) {
      files.settleAll(root.resolve(directory));
      names.addAll(disk.list(root.resolve(directory)));
    }
    TenantForm form = new TenantForm(tenant, keys, gcm);
    if (names.remove(TenantForm.TOMBSTONE) && isDestroyed(form, directory)) {
      if (!names.isEmpty()) {
        TenantFiles destroyed = new TenantFiles(files, keys, gcm, tenant);
        destroyed.bury();
        destroyed.shred();
      }
      return false;
    }
    names.remove(LedgerForm.NAME); // which has its own rules: see TenantLedger
    if (files.roots().size() > 1) {
      copyNewest(form, directory, names);
    }
    return names.contains(TenantForm.KEY);
  }

  private boolean isDestroyed(TenantForm form, String directory) throws IOException {
    for (Path root : files.roots()) {
      byte[] tombstone = disk.read(root.resolve(directory).resolve(TenantForm.TOMBSTONE));
      if (tombstone != null && form.isTombstone(tombstone)) {
        return true;
      }
    }
    return false;
  }

  private void copyNewest(TenantForm form, String directory, SortedSet<String> names)
      throws IOException {
    TenantKey key = null;
    if (names.contains(TenantForm.KEY)) {
      byte[] file = copyNewest(form, directory + '/' + TenantForm.KEY, TenantForm.KEY, null);
      key = file == null ? null : form.key(file);
    }
    for (String name : names) {
      if (!name.equals(TenantForm.KEY)) {
        copyNewest(form, directory + '/' + name, name, key);
      }
    }
    if (key != null) {
      key.clear();
    }
  }

  /** The newest authentic file, now the same in all directories; null when there is none. */
  private byte[] copyNewest(TenantForm form, String path, String name, TenantKey key)
      throws IOException {
    List<byte[]> found = new ArrayList<>();
    for (Path root : files.roots()) {
      found.add(disk.read(root.resolve(path)));
    }
    byte[] newest = found.get(0);
    boolean same = found.stream().allMatch(file -> Arrays.equals(file, found.get(0)));
    if (same) {
      return newest;
    }
    long revision = -1;
    newest = null;
    for (byte[] file : found) {
      long its = file == null ? -1 : form.revision(name, key, file);
      if (its > revision) {
        revision = its;
        newest = file;
      }
    }
    if (newest == null) {
      LOG.error("No copy of the vault has a sound {}", path);
      return null;
    }
    LOG.warn("The copies of the vault differ in {}: all get the newest", path);
    for (int i = 0; i < found.size(); i++) {
      if (!Arrays.equals(found.get(i), newest)) {
        files.replace(files.roots().get(i).resolve(path), newest);
      }
    }
    return newest;
  }
}
