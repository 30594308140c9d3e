// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.cipher;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Random 96-bit nonces. Each thread draws its bytes in blocks, since a call of the generator costs
 * as much as sealing a record. Nonces are public, so those that wait in memory are no secret.
 */
final class Nonces {
  static final int LENGTH = 12;
  private static final int BLOCK = 256 * LENGTH;

  private final SecureRandom random = Randomness.source();
  // The value is a class of the JDK, so that no thread holds on to this bundle's class loader.
  private final ThreadLocal<ByteBuffer> blocks =
      ThreadLocal.withInitial(() -> ByteBuffer.allocate(BLOCK).limit(0));

  void next(byte[] target, int offset) {
    ByteBuffer block = blocks.get();
    if (!block.hasRemaining()) {
      random.nextBytes(block.array());
      block.clear();
    }
    block.get(target, offset, LENGTH);
  }
}
