// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import io.privity.encryption.cipher.Gcm;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a tenant's key file holds: the tenant's key, and up to where its leaves are given out or set
 * aside. No toString, no equals.
 */
public final class TenantKey {
  private static final int LENGTH = Gcm.KEY_LENGTH + 2 * Long.BYTES;

  private final byte[] key;
  private final long reserved;
  private final long allocation;
  private final long revision;

  /**
   * @param key 32 bytes, owned by this object and those made from it
   * @param reserved all leaves below are given out or set aside, and never will be again
   * @param allocation the vault's number when the latest leaves were set aside
   */
  TenantKey(byte[] key, long reserved, long allocation, long revision) {
    this.key = key;
    this.reserved = reserved;
    this.allocation = allocation;
    this.revision = revision;
  }

  public long reserved() {
    return reserved;
  }

  public long allocation() {
    return allocation;
  }

  long revision() {
    return revision;
  }

  byte[] key() {
    return key;
  }

  /** The same key, to be written with more leaves set aside, or as it is. */
  public TenantKey next(long newReserved, long newAllocation) {
    return new TenantKey(key, newReserved, newAllocation, revision + 1);
  }

  /** The bytes to seal; the caller clears them. */
  byte[] body() {
    return ByteBuffer.allocate(LENGTH).put(key).putLong(reserved).putLong(allocation).array();
  }

  /** What was sealed; clears it. Null when it has another form. */
  static TenantKey of(SealedFile.Content content) {
    if (content.body.length != LENGTH) {
      return null;
    }
    ByteBuffer body = ByteBuffer.wrap(content.body);
    byte[] key = new byte[Gcm.KEY_LENGTH];
    body.get(key);
    TenantKey read = new TenantKey(key, body.getLong(), body.getLong(), content.revision);
    Arrays.fill(content.body, (byte) 0);
    return read;
  }

  public void clear() {
    Arrays.fill(key, (byte) 0);
  }
}
