// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.encryption;

import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Whether the root key is given. Registered from the first moment on, also while sealed, when no
 * {@link Keyring}, no {@link StoreKey} and so no store is there.
 *
 * <p>Thread-safe.
 */
@ProviderType
public interface SealState {

  /**
   * @param sealed true while the root key is not given
   * @param reason why it is sealed, for the operator and in the health check; empty when it is not
   * @param passphraseBesideData true while the passphrase lies under the data directory (promise P3
   *     'at risk')
   * @param tenants the number of tenant key files
   * @param generation the vault's generation
   * @param since when this state began
   */
  record Status(
      boolean sealed,
      String reason,
      boolean passphraseBesideData,
      int tenants,
      long generation,
      Instant since) {}

  Status status();

  /**
   * Gives the root key. Does nothing when it is given already.
   *
   * @param passphrase cleared by this call
   * @throws EncryptionException {@code wrong-passphrase}; the server stays sealed and touches
   *     nothing
   */
  void unseal(char[] passphrase);
}
