// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import io.privity.encryption.cipher.Argon2id;
import io.privity.encryption.cipher.Gcm;
import io.privity.encryption.cipher.Hkdf;
import io.privity.encryption.cipher.Hmac;
import io.privity.encryption.cipher.Randomness;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.spec.SecretKeySpec;

/**
 * The vault's first file: how the root key comes from the passphrase, what counts the vault, and
 * the wrapped keys. All that is in the clear is bound to them as associated data.
 *
 * @param id which vault this is, 16 bytes
 * @param salt of Argon2id, 32 bytes
 * @param cost of Argon2id
 * @param revision how often this file was written, and so what its wrapping key has sealed
 * @param generation how often the vault was unsealed
 * @param allocation a number that is raised when leaves must come from fresh pages
 * @param operatorMessages how many messages of the operator key are used or set aside
 */
record Header(
    byte[] id,
    byte[] salt,
    Argon2id cost,
    long revision,
    long generation,
    long allocation,
    long operatorMessages) {

  static final String NAME = "vault";

  private static final byte[] MARK = "PRIVITY-VAULT-1\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ROOT_USE = "privity vault header".getBytes(StandardCharsets.US_ASCII);
  private static final int ID = 16;
  private static final int SALT = 32;
  private static final int CLEAR = MARK.length + ID + SALT + 3 * Integer.BYTES + 4 * Long.BYTES;
  private static final int SEALED = VaultKeys.LENGTH + Gcm.OVERHEAD;
  private static final int CHECKSUM = 32;
  private static final int LENGTH = CLEAR + SEALED + CHECKSUM;

  /** The header of a new vault. */
  static Header fresh(Argon2id cost) {
    return new Header(Randomness.bytes(ID), Randomness.bytes(SALT), cost, 1, 0, 1, 0);
  }

  /**
   * @throws io.privity.api.encryption.EncryptionException when the bytes are damaged, which says
   *     nothing of the passphrase
   */
  static Header read(byte[] file) {
    boolean whole =
        file.length == LENGTH
            && Arrays.equals(MARK, Arrays.copyOf(file, MARK.length))
            && MessageDigest.isEqual(
                checksum(file), Arrays.copyOfRange(file, LENGTH - CHECKSUM, LENGTH));
    if (!whole) {
      throw VaultProblem.unusable("its header is damaged.");
    }
    ByteBuffer clear = ByteBuffer.wrap(file, MARK.length, LENGTH - MARK.length);
    byte[] id = new byte[ID];
    byte[] salt = new byte[SALT];
    clear.get(id).get(salt);
    try {
      Argon2id cost = new Argon2id(clear.getInt(), clear.getInt(), clear.getInt());
      return new Header(
          id, salt, cost, clear.getLong(), clear.getLong(), clear.getLong(), clear.getLong());
    } catch (IllegalArgumentException e) {
      throw VaultProblem.unusable("its header asks for what no vault was made with.");
    }
  }

  /** The key that wraps the vault's keys; the caller clears it. */
  byte[] wrappingKey(byte[] passphrase) {
    byte[] root = cost.hash(passphrase, salt, Gcm.KEY_LENGTH);
    try {
      return new Hkdf(new Hmac()).expand(root, ROOT_USE, Gcm.KEY_LENGTH);
    } finally {
      Arrays.fill(root, (byte) 0);
    }
  }

  /** This header's file. */
  byte[] write(Gcm gcm, byte[] wrappingKey, byte[] keys) {
    if (revision > MessageLimit.MESSAGES) {
      throw VaultProblem.unusable("its header was written too often.");
    }
    byte[] clear = clear();
    byte[] sealed = gcm.seal(new SecretKeySpec(wrappingKey, "AES"), clear, keys);
    byte[] file = ByteBuffer.allocate(LENGTH).put(clear).put(sealed).array();
    byte[] checksum = checksum(file);
    System.arraycopy(checksum, 0, file, LENGTH - CHECKSUM, CHECKSUM);
    return file;
  }

  /** The wrapped keys, which the caller clears, or null when the wrapping key is another. */
  byte[] unwrap(Gcm gcm, byte[] wrappingKey, byte[] file) {
    byte[] sealed = Arrays.copyOfRange(file, CLEAR, CLEAR + SEALED);
    try {
      return gcm.open(new SecretKeySpec(wrappingKey, "AES"), clear(), sealed);
    } catch (AEADBadTagException e) {
      return null;
    }
  }

  private byte[] clear() {
    return ByteBuffer.allocate(CLEAR)
        .put(MARK)
        .put(id)
        .put(salt)
        .putInt(cost.memory())
        .putInt(cost.passes())
        .putInt(cost.lanes())
        .putLong(revision)
        .putLong(generation)
        .putLong(allocation)
        .putLong(operatorMessages)
        .array();
  }

  // Tells damage from a wrong passphrase; what the passphrase guards, GCM authenticates.
  private static byte[] checksum(byte[] file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(file, 0, LENGTH - CHECKSUM);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }

  Header opened() {
    return new Header(id, salt, cost, revision + 1, generation + 1, allocation, operatorMessages);
  }

  Header withFreshPages() {
    return new Header(id, salt, cost, revision + 1, generation, allocation + 1, operatorMessages);
  }

  Header withOperatorMessages(long messages) {
    return new Header(id, salt, cost, revision + 1, generation, allocation, messages);
  }
}
