// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import io.privity.api.encryption.Signer;
import io.privity.encryption.vault.VaultKeys;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** Signs with the JDK; the public half comes from Bouncy Castle, which the JDK does not derive. */
final class Ed25519Signer implements Signer {
  private static final String ALGORITHM = "Ed25519";

  private final PrivateKey key;
  private final byte[] publicKey;

  /**
   * @param seed RFC 8032, section 5.1.5; the caller clears it
   */
  Ed25519Signer(byte[] seed) {
    try {
      key =
          KeyFactory.getInstance(ALGORITHM)
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 is not available", e);
    }
    publicKey = new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded();
  }

  static Ed25519Signer of(VaultKeys keys) {
    byte[] seed = keys.copy(VaultKeys.Use.SIGNING);
    try {
      return new Ed25519Signer(seed);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  @Override
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 failed to sign", e);
    }
  }

  @Override
  public byte[] publicKey() {
    return publicKey.clone();
  }
}
