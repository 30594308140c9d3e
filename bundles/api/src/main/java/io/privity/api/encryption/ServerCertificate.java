// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.encryption;

import java.security.KeyStore;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The server's key and certificate for TLS: the operator's own, or a self-signed one for localhost.
 * Registered also while the root key is not given, so that a sealed server answers over HTTPS too.
 *
 * <p>Thread-safe.
 */
@ProviderType
public interface ServerCertificate {
  /** A key store with one key and its certificate chain, new at each call. */
  KeyStore keyStore();

  /** The password of the key in it. The caller clears its copy. */
  char[] password();
}
