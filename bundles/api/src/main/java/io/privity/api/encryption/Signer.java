// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.encryption;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.osgi.annotation.versioning.ProviderType;

/** The server's Ed25519 signing key (RFC 8032). Registered only while the root key is given. */
@ProviderType
public interface Signer {
  /** The 64-byte signature of the message. */
  byte[] sign(byte[] message);

  /** The 32-byte public key. */
  byte[] publicKey();

  /**
   * A document that is handed out, with its signature: a JSON Web Signature (RFC 7515) by Ed25519
   * (RFC 8037), compact. Others' tools verify it with the server's public key, which stands in the
   * header as a JWK, and is to be compared with the one that was kept before.
   *
   * @param type what the document is, such as {@code privity-erasure-receipt+json}
   */
  default String jws(String type, byte[] document) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String header =
        "{\"alg\":\"EdDSA\",\"typ\":\"%s\",\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"%s\"}}"
            .formatted(type, base64.encodeToString(publicKey()));
    String signed =
        base64.encodeToString(header.getBytes(StandardCharsets.UTF_8))
            + '.'
            + base64.encodeToString(document);
    byte[] signature = sign(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + '.' + base64.encodeToString(signature);
  }
}
