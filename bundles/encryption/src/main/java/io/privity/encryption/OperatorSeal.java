// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import io.privity.encryption.cipher.Gcm;
import io.privity.encryption.vault.MessageLimit;
import io.privity.encryption.vault.Vault;
import io.privity.encryption.vault.VaultKeys;
import io.privity.encryption.vault.VaultProblem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals under the operator key. Its messages are counted across restarts: the vault's header sets
 * them aside in blocks, on first use.
 */
final class OperatorSeal {
  // Clients hold cursors and may send us anything for one, so a bad cursor is no alarm.
  private static final String CURSOR = "cursor";
  private static final long BLOCK = 1 << 16;

  private final Vault vault;
  private final Gcm gcm;
  private final Alarm alarm;
  private final SecretKey key;
  private final AtomicLong used;
  private volatile long reserved;

  OperatorSeal(Vault vault, Alarm alarm) {
    this.vault = vault;
    this.gcm = vault.gcm();
    this.alarm = alarm;
    byte[] bytes = vault.keys().copy(VaultKeys.Use.OPERATOR);
    this.key = new SecretKeySpec(bytes, "AES");
    Arrays.fill(bytes, (byte) 0);
    this.reserved = vault.operatorMessages();
    this.used = new AtomicLong(reserved);
  }

  byte[] seal(String purpose, byte[] plaintext) {
    long message = used.incrementAndGet();
    if (message > reserved) {
      reserve(message);
    }
    return gcm.seal(key, context(purpose), plaintext);
  }

  private synchronized void reserve(long message) {
    if (message > MessageLimit.MESSAGES) {
      throw VaultProblem.refused("The operator key has sealed as many messages as it may.");
    }
    while (message > reserved) {
      long upTo = reserved + BLOCK;
      vault.reserveOperatorMessages(upTo);
      reserved = upTo;
    }
  }

  byte[] open(String purpose, byte[] sealed) {
    try {
      return gcm.open(key, context(purpose), sealed);
    } catch (AEADBadTagException e) {
      if (!purpose.equals(CURSOR) && !purpose.startsWith(CURSOR + '\n')) {
        alarm.raise(null);
      }
      throw VaultProblem.damaged();
    }
  }

  private static byte[] context(String purpose) {
    return ("privity operator\n" + purpose).getBytes(StandardCharsets.UTF_16BE);
  }
}
