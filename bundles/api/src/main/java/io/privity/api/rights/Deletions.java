// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rights;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Subject;
import java.util.Collection;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What stands against a deletion that is no erasure: it takes the subject's key, and so also what a
 * hold or a law keeps of the subject in any bundle (Art. 17(3)). Asked before each; an erasure
 * keeps such data apart. Thread-safe.
 */
@ProviderType
public interface Deletions {
  /**
   * Those who may not be deleted now.
   *
   * @param subjects of the caller's tenant
   * @return the leaves of those of whom something must be kept
   * @throws RightsException {@code holder-away}, {@code holder-failed}: what must be kept is not
   *     known, so nobody may be deleted
   */
  Set<Long> refused(Caller caller, Collection<Subject> subjects);
}
