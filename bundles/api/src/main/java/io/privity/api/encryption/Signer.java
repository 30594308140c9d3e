// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.encryption;

import org.osgi.annotation.versioning.ProviderType;

/** The server's Ed25519 signing key (RFC 8032). Registered only while the root key is given. */
@ProviderType
public interface Signer {
  /** The 64-byte signature of the message. */
  byte[] sign(byte[] message);

  /** The 32-byte public key. */
  byte[] publicKey();
}
