// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rights;

import io.privity.api.caller.Caller;
import java.util.Collection;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who was erased and must not come back by an import or a sync: kept as keyed hashes alone.
 * Thread-safe.
 */
@ProviderType
public interface Suppressions {
  /**
   * Those of the identifiers whose subject was erased in the caller's tenant. One look for all.
   *
   * @param identifiers as {@link io.privity.api.privacy.Subjects#identifiers} forms them
   */
  Set<String> suppressed(Caller caller, Collection<String> identifiers);

  /** The tenant brings a subject back knowingly: its identifiers are free again. */
  void lift(Caller caller, Collection<String> identifiers);
}
