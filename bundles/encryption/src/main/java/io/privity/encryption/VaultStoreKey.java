// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import io.privity.api.encryption.StoreKey;
import io.privity.encryption.vault.Vault;
import io.privity.encryption.vault.VaultKeys;
import java.util.Arrays;
import java.util.function.Consumer;

/** Lends the store's key out of the open vault. */
final class VaultStoreKey implements StoreKey {
  private final Vault vault;

  VaultStoreKey(Vault vault) {
    this.vault = vault;
  }

  @Override
  public void use(Consumer<byte[]> user) {
    byte[] key = vault.keys().copy(VaultKeys.Use.STORE);
    try {
      user.accept(key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  @Override
  public long generation() {
    return vault.generation();
  }
}
