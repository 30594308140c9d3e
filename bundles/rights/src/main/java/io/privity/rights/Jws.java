// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights;

import io.privity.api.encryption.Signer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Signs what is handed out: JSON Web Signatures (RFC 7515) by Ed25519 (RFC 8037), compact. */
public final class Jws {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private Jws() {}

  /**
   * The payload with its signature. Others' tools verify it with the server's public key, which
   * stands in the header as a JWK, and is to be compared with the one that was kept before.
   *
   * @param type what the payload is, such as {@code privity-erasure-receipt+json}
   */
  public static String sign(Signer signer, String type, byte[] payload) {
    String header =
        "{\"alg\":\"EdDSA\",\"typ\":\"%s\",\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"%s\"}}"
            .formatted(type, BASE64.encodeToString(signer.publicKey()));
    String signed =
        BASE64.encodeToString(header.getBytes(StandardCharsets.UTF_8))
            + '.'
            + BASE64.encodeToString(payload);
    byte[] signature = signer.sign(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + '.' + BASE64.encodeToString(signature);
  }
}
