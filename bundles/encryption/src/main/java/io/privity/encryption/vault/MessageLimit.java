// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

/** How many messages one key may seal with random 96-bit nonces. */
public final class MessageLimit {
  /**
   * With 2^31 messages the chance that two share a nonce is 2^-35, below the 2^-32 that NIST SP
   * 800-38D, section 8.3, asks for.
   */
  public static final long MESSAGES = 1L << 31;

  private MessageLimit() {}
}
