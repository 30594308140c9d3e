// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.cipher;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) from the JDK's provider, with one Mac a thread. Thread-safe. */
public final class Hmac {
  public static final int LENGTH = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final ThreadLocal<Mac> macs = ThreadLocal.withInitial(Hmac::mac);

  private static Mac mac() {
    try {
      return Mac.getInstance(ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is not available", e);
    }
  }

  /** This thread's Mac with this key. Good until this thread's next call. */
  private Mac keyed(byte[] key, int offset, int length) {
    Mac mac = macs.get();
    try {
      mac.init(new SecretKeySpec(key, offset, length, ALGORITHM));
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("HMAC-SHA-256 refused a key", e);
    }
    return mac;
  }

  /**
   * @param key at least one byte
   */
  public byte[] of(byte[] key, byte[]... parts) {
    Mac mac = keyed(key, 0, key.length);
    for (byte[] part : parts) {
      mac.update(part);
    }
    return mac.doFinal();
  }

  /** The HMAC of one message under the key that is a slice of an array, written into another. */
  public void into(byte[] key, int keyOffset, byte[] message, byte[] target, int offset) {
    Mac mac = keyed(key, keyOffset, LENGTH);
    mac.update(message);
    try {
      mac.doFinal(target, offset);
    } catch (ShortBufferException e) {
      throw new IllegalArgumentException("the target is too short", e);
    }
  }
}
