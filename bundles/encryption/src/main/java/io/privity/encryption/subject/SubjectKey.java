// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.subject;

import io.privity.encryption.vault.MessageLimit;
import io.privity.encryption.vault.VaultProblem;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * An opened subject key, with the count of what it has sealed since it was opened. No toString, no
 * equals.
 *
 * <p>The count is of this process alone: one subject would have to be written 2^31 times between
 * two restarts, or as often in all, to come near the bound, and each writing is a row of one
 * person.
 */
public final class SubjectKey {
  private final SecretKey key;
  private final AtomicLong sealed = new AtomicLong();

  SubjectKey(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /** The key, for opening. */
  public SecretKey forOpening() {
    return key;
  }

  /** The key, for sealing one message. */
  public SecretKey forSealing() {
    if (sealed.incrementAndGet() > MessageLimit.MESSAGES) {
      throw VaultProblem.refused("A key has sealed as many messages as it may.");
    }
    return key;
  }
}
