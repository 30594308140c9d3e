// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import io.privity.encryption.vault.VaultKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under the lookup key, with one keyed Mac a thread. */
final class LookupHash {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final ThreadLocal<Mac> macs = ThreadLocal.withInitial(this::keyed);

  LookupHash(VaultKeys keys) {
    byte[] bytes = keys.copy(VaultKeys.Use.LOOKUP);
    key = new SecretKeySpec(bytes, ALGORITHM);
    Arrays.fill(bytes, (byte) 0);
  }

  private Mac keyed() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is not available", e);
    }
  }

  /** The domain's length comes first, so that no domain runs into its value. */
  byte[] of(String domain, byte[] value) {
    byte[] label = domain.getBytes(StandardCharsets.UTF_8);
    Mac mac = macs.get();
    mac.update((byte) (label.length >>> 24));
    mac.update((byte) (label.length >>> 16));
    mac.update((byte) (label.length >>> 8));
    mac.update((byte) label.length);
    mac.update(label);
    return mac.doFinal(value);
  }
}
