// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.gate;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Compares the real tables of the store with what the {@link
 * io.privity.api.privacy.PersonalDataHolder holders} say of them (promise P13). It looks anew
 * whenever a holder comes or goes or a bundle's changelog was run, before that bundle's {@code
 * Schema} appears. Registered once it has looked, and no longer than the store is open: without it
 * nothing is served. Thread-safe.
 */
@ProviderType
public interface PersonalDataGate {
  /**
   * Why the resources of a bundle are not served now; empty when they are. A look into memory, made
   * for each request. Never closed to a bundle of the kernel, so that nothing waits for itself as
   * the server starts: its findings degrade the server's health, and fail the build before.
   *
   * @param bundle the symbolic name
   */
  Optional<Finding> closed(String bundle);

  /** All that is not as it should be, by bundle, the kernel's included. */
  List<Finding> findings();
}
