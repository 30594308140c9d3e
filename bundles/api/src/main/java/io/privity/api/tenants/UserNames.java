// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.tenants;

import io.privity.api.caller.Caller;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What data subjects are told of a tenant's own users. Employees are no recipients (Art. 15(1)(c));
 * who they are is told only where subjects need it for their rights and the employees' own rights
 * allow it (CJEU C-579/21, J.M. v Pankki S). So it is for the tenant to decide, and until it does
 * nobody is named. Thread-safe.
 */
@ProviderType
public interface UserNames {

  /**
   * The names of users by their ids; recorded as a read of the users named.
   *
   * @param users ids; those of nobody are passed over
   * @return without users who have no name or have left; empty unless the caller's tenant names its
   *     users
   */
  Map<String, String> of(Caller caller, Set<String> users);
}
