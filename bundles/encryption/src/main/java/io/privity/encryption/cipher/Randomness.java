// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.cipher;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** The one source of random bytes: the kernel's generator, which never blocks once it is seeded. */
public final class Randomness {
  private Randomness() {}

  public static SecureRandom source() {
    try {
      return SecureRandom.getInstance("NativePRNGNonBlocking");
    } catch (NoSuchAlgorithmException e) {
      return new SecureRandom();
    }
  }

  /** Fresh random bytes. */
  public static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    source().nextBytes(bytes);
    return bytes;
  }
}
