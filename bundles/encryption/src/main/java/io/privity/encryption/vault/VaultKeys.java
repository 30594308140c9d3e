// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import io.privity.encryption.cipher.Gcm;
import io.privity.encryption.cipher.Hkdf;
import io.privity.encryption.cipher.Hmac;
import io.privity.encryption.cipher.Randomness;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * The keys that the header wraps, in memory only. No toString, no equals; {@link #clear} forgets
 * them, after which every use is refused.
 *
 * <p>The master key separates, by HKDF, what seals the vault's own files, so that a new passphrase
 * has only the header to write.
 */
public final class VaultKeys {
  /** What a key is for; the order is the header's. */
  public enum Use {
    MASTER,
    STORE,
    OPERATOR,
    SIGNING,
    LOOKUP,
    LEDGER
  }

  static final int LENGTH = Use.values().length * Gcm.KEY_LENGTH;

  private final byte[] keys;
  private final Hmac hmac = new Hmac();
  private final Hkdf hkdf = new Hkdf(hmac);
  private boolean cleared;

  /**
   * @param keys owned by this object from now on
   */
  VaultKeys(byte[] keys) {
    this.keys = keys;
  }

  static VaultKeys random() {
    return new VaultKeys(Randomness.bytes(LENGTH));
  }

  /** A copy of a key, which the caller clears. */
  public synchronized byte[] copy(Use use) {
    if (cleared) {
      throw VaultProblem.sealed();
    }
    int start = use.ordinal() * Gcm.KEY_LENGTH;
    return Arrays.copyOfRange(keys, start, start + Gcm.KEY_LENGTH);
  }

  /** All keys, for wrapping; the caller clears the copy. */
  synchronized byte[] copyAll() {
    if (cleared) {
      throw VaultProblem.sealed();
    }
    return keys.clone();
  }

  /** The key of a file of the vault; the caller clears it. */
  byte[] forFile(String use) {
    return forFile(use, new byte[0]);
  }

  byte[] forFile(String use, byte[] place) {
    return derive(Use.MASTER, "privity vault " + use, place);
  }

  /** A key of a tenant's erasure ledger; the caller clears it. */
  byte[] forLedger(String use, byte[] place) {
    return derive(Use.LEDGER, "privity ledger " + use, place);
  }

  private byte[] derive(Use from, String use, byte[] place) {
    byte[] label = (use + '\n').getBytes(StandardCharsets.US_ASCII);
    byte[] info = ByteBuffer.allocate(label.length + place.length).put(label).put(place).array();
    byte[] key = copy(from);
    try {
      return hkdf.expand(key, info, Gcm.KEY_LENGTH);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  static byte[] place(UUID tenant) {
    return ByteBuffer.allocate(16)
        .putLong(tenant.getMostSignificantBits())
        .putLong(tenant.getLeastSignificantBits())
        .array();
  }

  Hkdf hkdf() {
    return hkdf;
  }

  synchronized void clear() {
    cleared = true;
    Arrays.fill(keys, (byte) 0);
  }
}
