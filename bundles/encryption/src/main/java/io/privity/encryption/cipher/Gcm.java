// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.cipher;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM with random 96-bit nonces, from the JDK's provider (NIST SP 800-38D). Sealed bytes
 * are: format byte, nonce (12), ciphertext, tag (16).
 *
 * <p>Thread-safe. A cipher is kept for each thread, because making one costs more than a seal; it
 * holds the expanded key of its thread's latest call until the next one, and no data.
 */
public final class Gcm {
  /** By how much sealed bytes are longer than the plaintext. */
  public static final int OVERHEAD = 1 + Nonces.LENGTH + 16;

  public static final int KEY_LENGTH = 32;

  private static final byte FORMAT = 1;
  private static final int BODY = 1 + Nonces.LENGTH;
  private static final int TAG_BITS = 128;

  private final Nonces nonces = new Nonces();
  private final ThreadLocal<Cipher> ciphers = ThreadLocal.withInitial(Gcm::cipher);

  private static Cipher cipher() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not available", e);
    }
  }

  public byte[] seal(SecretKey key, byte[] associatedData, byte[] plaintext) {
    byte[] sealed = new byte[Math.addExact(plaintext.length, OVERHEAD)];
    nonces.next(sealed, 1);
    seal(key, associatedData, plaintext, sealed);
    return sealed;
  }

  /** Seals with the nonce that stands in {@code sealed} already. */
  void seal(SecretKey key, byte[] associatedData, byte[] plaintext, byte[] sealed) {
    sealed[0] = FORMAT;
    Cipher cipher = ciphers.get();
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, nonce(sealed));
      cipher.updateAAD(associatedData);
      cipher.doFinal(plaintext, 0, plaintext.length, sealed, BODY);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed to seal", e);
    }
  }

  /**
   * @throws AEADBadTagException when a byte of the sealed bytes, the key or the associated data is
   *     not what it was
   */
  public byte[] open(SecretKey key, byte[] associatedData, byte[] sealed)
      throws AEADBadTagException {
    if (sealed.length < OVERHEAD || sealed[0] != FORMAT) {
      throw new AEADBadTagException("not in a known format");
    }
    Cipher cipher = ciphers.get();
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, nonce(sealed));
      cipher.updateAAD(associatedData);
      return cipher.doFinal(sealed, BODY, sealed.length - BODY);
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed to open", e);
    }
  }

  private static GCMParameterSpec nonce(byte[] sealed) {
    return new GCMParameterSpec(TAG_BITS, sealed, 1, Nonces.LENGTH);
  }
}
