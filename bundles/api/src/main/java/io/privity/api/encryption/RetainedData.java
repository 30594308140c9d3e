// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.encryption;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Copies, in the vault, of what must be kept of erased subjects: a statutory datum, a legal hold. A
 * database that is restored has them sealed under the erased subject's key, and so for nobody; from
 * here they are put back. Each is sealed by its owner under a leaf of its own ({@link
 * Keyring#newSubject}) that only the hold opens, and whose puncture ends it for good.
 *
 * <p>It goes with the tenant's keys when the tenant is destroyed. Registered only while the root
 * key is given. Thread-safe.
 */
@ProviderType
public interface RetainedData {

  /** The longest bytes that are kept for a hold. */
  int MOST_BYTES = 1024 * 1024;

  /**
   * Keeps a hold's bytes, in the place of those kept before. Durable in every copy of the vault
   * when this returns.
   *
   * @param hold the hold's id, unique in the tenant
   * @param sealed sealed by the caller, with what it takes to open them again, such as the leaf
   * @throws EncryptionException {@code vault-unavailable}, and then either may be kept; {@code
   *     keyring-refused} when there is no such tenant; {@code tenant-destroyed}; {@code
   *     record-damaged} when what was kept before is so: it is to be removed first
   */
  void put(UUID tenant, String hold, byte[] sealed);

  /**
   * What is kept for a hold.
   *
   * @throws EncryptionException {@code record-damaged}
   */
  Optional<byte[]> get(UUID tenant, String hold);

  /**
   * Overwrites and deletes what is kept for a hold, in every copy of the vault. Durable when this
   * returns. Idempotent.
   *
   * @throws EncryptionException {@code vault-unavailable}, and then it may be there or gone
   */
  void remove(UUID tenant, String hold);

  /** The holds for which the tenant keeps something; what is damaged is left out, and logged. */
  Set<String> holds(UUID tenant);
}
