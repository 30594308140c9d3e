// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import io.privity.api.encryption.EncryptionException;
import io.privity.encryption.cipher.Argon2id;
import io.privity.encryption.vault.MemoryDisk;
import io.privity.encryption.vault.Vault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A vault's life on a disk that fails, and what must be found of it afterwards. */
abstract class Life {
  static final Path ROOT = Path.of("/data/vault");
  static final Path COPY = Path.of("/elsewhere/copy");
  static final byte[] PASSPHRASE = "a passphrase of the test".getBytes();
  static final Argon2id CHEAP = new Argon2id(8, 1, 1);

  /** Something that a fault may stop. */
  interface Act<T> {
    T run() throws IOException;
  }

  final MemoryDisk disk;
  Vault vault;
  private boolean insists;

  Life(MemoryDisk disk) {
    this.disk = disk;
  }

  static boolean isLeftover(Path file) {
    return file.toString().endsWith(".new") || file.toString().endsWith(".old");
  }

  /** Does again what a fault stopped. */
  final void insist() {
    insists = true;
  }

  final <T> T act(Act<T> act) throws IOException {
    try {
      return act.run();
    } catch (IOException | EncryptionException e) {
      if (!insists) {
        throw e;
      }
      return act.run();
    }
  }

  final void act(Runnable act) throws IOException {
    act(
        () -> {
          act.run();
          return null;
        });
  }

  final boolean isSettled() {
    return vault.isSettled();
  }

  final void open() throws IOException {
    vault =
        act(
            () ->
                Vault.exists(disk, ROOT)
                    ? Vault.open(disk, List.of(ROOT, COPY), PASSPHRASE)
                    : Vault.create(disk, List.of(ROOT, COPY), PASSPHRASE, CHEAP));
  }

  /** Opens what is found, as a server does. */
  final Vault reopen(MemoryDisk found, Path... roots) throws IOException {
    if (!Vault.exists(found, roots[0])) {
      assertFalse("an acknowledged vault is gone", hasBegun());
      return Vault.create(found, List.of(roots), PASSPHRASE, CHEAP);
    }
    return Vault.open(found, List.of(roots), PASSPHRASE);
  }

  final void check(MemoryDisk found, String where) throws IOException {
    reopen(found, ROOT, COPY).close();
    assertEquals(where, 0, found.files().stream().filter(Life::isLeftover).count());
    // The copy alone says the same: whatever was erased is erased there too.
    MemoryDisk copy = found.after(MemoryDisk.Cut.POWER, null);
    try (Vault reopened = reopen(copy, COPY)) {
      check(reopened, copy, COPY, where + ", copy");
    }
    try (Vault reopened = reopen(found, ROOT)) {
      check(reopened, found, ROOT, where);
    }
  }

  /** From the first to the last. */
  abstract void live() throws IOException;

  /** True once the vault was opened. */
  abstract boolean hasBegun();

  /** Looks at what was found, in one directory. */
  abstract void check(Vault reopened, MemoryDisk found, Path root, String where);
}
