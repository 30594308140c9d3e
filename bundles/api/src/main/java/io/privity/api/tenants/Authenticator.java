// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.tenants;

import io.privity.api.caller.Caller;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds the caller from a credential, and nothing else. Thread-safe; asked on every request, so it
 * caches.
 */
@ProviderType
public interface Authenticator {

  /**
   * @param token the bearer token, as it came
   * @param purpose the purpose that the request names, or null for the token's own
   * @param address the client's address as text; only its keyed hash is kept
   * @return empty when the token is unknown, malformed, expired or revoked, or its tenant is
   *     suspended or destroyed; no way to tell which. A revocation holds from the moment its call
   *     returned
   */
  Optional<Caller> authenticate(String token, String purpose, String address);
}
