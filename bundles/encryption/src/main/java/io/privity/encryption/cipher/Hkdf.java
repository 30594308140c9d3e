// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.cipher;

import java.util.Arrays;

/** HKDF-SHA-256 (RFC 5869). */
public final class Hkdf {
  private static final int LONGEST = 255 * Hmac.LENGTH;

  private final Hmac hmac;

  public Hkdf(Hmac hmac) {
    this.hmac = hmac;
  }

  /**
   * Section 2.2.
   *
   * @param salt may be empty, which stands for 32 zero bytes
   */
  public byte[] extract(byte[] salt, byte[] input) {
    return hmac.of(salt.length == 0 ? new byte[Hmac.LENGTH] : salt, input);
  }

  /**
   * Section 2.3.
   *
   * @param key a pseudorandom key of at least 32 bytes
   * @throws IllegalArgumentException when more than 255 blocks are asked for
   */
  public byte[] expand(byte[] key, byte[] info, int length) {
    if (length < 0 || length > LONGEST) {
      throw new IllegalArgumentException("length");
    }
    byte[] output = new byte[length];
    byte[] block = {};
    byte[] counter = {0};
    for (int done = 0; done < length; done += block.length) {
      counter[0]++;
      byte[] next = hmac.of(key, block, info, counter);
      Arrays.fill(block, (byte) 0);
      block = next;
      System.arraycopy(block, 0, output, done, Math.min(block.length, length - done));
    }
    Arrays.fill(block, (byte) 0);
    return output;
  }
}
