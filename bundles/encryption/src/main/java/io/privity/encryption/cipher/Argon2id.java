// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.cipher;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id, version 1.3 (RFC 9106).
 *
 * @param memory KiB
 * @param passes how often the memory is gone over
 * @param lanes independent lanes
 */
public record Argon2id(int memory, int passes, int lanes) {
  /** The second recommended option of RFC 9106, section 4: for the root key. */
  public static final Argon2id ROOT = new Argon2id(64 * 1024, 3, 4);

  /** What a sign-in can afford. */
  public static final Argon2id PASSWORD = new Argon2id(19 * 1024, 2, 1);

  // A damaged header must not make the server take all memory.
  private static final int MOST_MEMORY = 1024 * 1024;
  private static final int MOST = 64;

  public Argon2id {
    if (lanes < 1
        || lanes > MOST
        || passes < 1
        || passes > MOST
        || memory < 8 * lanes
        || memory > MOST_MEMORY) {
      throw new IllegalArgumentException("the parameters of Argon2id are out of bounds");
    }
  }

  public byte[] hash(byte[] password, byte[] salt, int length) {
    Argon2Parameters parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build();
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(parameters);
    byte[] output = new byte[length];
    generator.generateBytes(password, output);
    return output;
  }
}
