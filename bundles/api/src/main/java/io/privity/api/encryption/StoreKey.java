// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.encryption;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The key of the encrypted store, for {@code persistence} alone. Registered only while the root key
 * is given.
 */
@ProviderType
public interface StoreKey {

  /**
   * Lends the 32-byte key for the length of the call, and clears it afterwards. It must not reach a
   * file, a service property or a log.
   */
  void use(Consumer<byte[]> user);

  /**
   * The vault's generation; a store that records a later one refuses this vault as older than
   * itself.
   */
  long generation();
}
