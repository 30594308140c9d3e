// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import io.privity.encryption.cipher.Gcm;
import io.privity.encryption.cipher.Randomness;
import io.privity.encryption.tree.Page;
import java.util.UUID;

/** The files of one tenant in the vault. Callers see to it that one thread writes at a time. */
public final class TenantFiles {
  private final VaultFiles files;
  private final TenantForm form;
  private final String directory;

  TenantFiles(VaultFiles files, VaultKeys keys, Gcm gcm, UUID tenant) {
    this.files = files;
    this.form = new TenantForm(tenant, keys, gcm);
    this.directory = TenantForm.TENANTS + '/' + tenant;
  }

  private String name(String file) {
    return directory + '/' + file;
  }

  private String page(int number) {
    return name(TenantForm.pageName(number));
  }

  /** True when the tenant was destroyed. */
  public boolean areDestroyed() {
    byte[] tombstone = files.read(name(TenantForm.TOMBSTONE));
    if (tombstone == null) {
      return false;
    }
    if (!form.isTombstone(tombstone)) {
      throw VaultProblem.unusable("the mark of a destroyed tenant is damaged.");
    }
    return true;
  }

  /** The tenant's key, or null when there is no such tenant. */
  public TenantKey readKey() {
    byte[] file = files.read(name(TenantForm.KEY));
    if (file == null) {
      return null;
    }
    TenantKey key = form.key(file);
    if (key == null) {
      throw VaultProblem.unusable("a tenant's key file is damaged.");
    }
    return key;
  }

  /** Refuses a tenant that never was or that was destroyed. */
  void requireLiving() {
    if (areDestroyed()) {
      throw VaultProblem.destroyed();
    }
    if (!hasKey()) {
      throw VaultProblem.refused("There is no such tenant.");
    }
  }

  /** Makes the tenant's key, with nothing set aside. */
  public TenantKey createKey(long allocation) {
    TenantKey key = new TenantKey(Randomness.bytes(Gcm.KEY_LENGTH), 0, allocation, 1);
    writeKey(key);
    return key;
  }

  public void writeKey(TenantKey key) {
    files.replace(name(TenantForm.KEY), form.key(key));
  }

  public boolean hasKey() {
    return files.exists(name(TenantForm.KEY));
  }

  public boolean hasPage(int number) {
    return files.exists(page(number));
  }

  public Page readPage(TenantKey key, int number) {
    byte[] file = files.read(page(number));
    Page page = file == null ? null : form.page(key, number, file);
    if (page == null) {
      throw VaultProblem.unusable("a page of a tenant's keys is missing or damaged.");
    }
    return page;
  }

  public void writePage(TenantKey key, int number, Page page) {
    files.replace(page(number), form.page(key, number, page));
  }

  public boolean isPageSettled(int number) {
    return files.isSettled(page(number));
  }

  /** Marks the tenant as destroyed, for ever. */
  public void bury() {
    files.replace(name(TenantForm.TOMBSTONE), form.tombstone());
  }

  /** Overwrites and deletes all but that mark, in every copy. */
  public void shred() {
    files.shredAllBut(directory, TenantForm.TOMBSTONE);
  }
}
