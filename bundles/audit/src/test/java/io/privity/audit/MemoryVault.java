// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.api.encryption.Anchors;
import io.privity.api.encryption.Signer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A signing key and anchors in memory. */
final class MemoryVault implements Signer, Anchors {
  private final KeyPair keys;
  final Map<String, byte[]> anchors = new ConcurrentHashMap<>();
  volatile boolean failing;

  MemoryVault() {
    try {
      keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public byte[] publicKey() {
    byte[] encoded = keys.getPublic().getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
  }

  @Override
  public Map<String, byte[]> load() {
    return Map.copyOf(anchors);
  }

  @Override
  public void store(Map<String, byte[]> newer) {
    if (failing) {
      throw new IllegalStateException("told to fail");
    }
    anchors.putAll(newer);
  }
}
