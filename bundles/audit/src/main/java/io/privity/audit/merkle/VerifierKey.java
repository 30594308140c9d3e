// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.merkle;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An Ed25519 key that checks signed notes, in C2SP's form {@code name+id+key}.
 *
 * @param name the log's origin
 * @param publicKey 32 bytes
 */
public record VerifierKey(String name, byte[] publicKey) {
  static final int ID_LENGTH = 4;

  private static final byte ED25519 = 1;
  private static final int KEY_LENGTH = 32;
  private static final int SIGNATURE_LENGTH = 64;

  /** What stands before the 32 bytes in an X.509 key (RFC 8410). */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  /**
   * @throws IllegalArgumentException when the text is no such key
   */
  public static VerifierKey parse(String text) {
    String[] parts = text.strip().split("\\+", 3);
    byte[] typed = parts.length == 3 ? Base64.getDecoder().decode(parts[2]) : new byte[0];
    if (typed.length != 1 + KEY_LENGTH || typed[0] != ED25519) {
      throw new IllegalArgumentException("not an Ed25519 verifier key (name+id+key)");
    }
    VerifierKey key = new VerifierKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
    if (!HexFormat.of().formatHex(key.id()).equals(parts[1])) {
      throw new IllegalArgumentException("the verifier key does not fit its own id");
    }
    return key;
  }

  /** The first bytes of the hash of name and key: they begin each signature. */
  byte[] id() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update((name + "\n").getBytes(StandardCharsets.UTF_8));
      sha.update(ED25519);
      return Arrays.copyOf(sha.digest(publicKey), ID_LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  boolean verifies(String text, String signature) {
    try {
      byte[] signed = Base64.getDecoder().decode(signature);
      // the JDK's verifier overlooks bytes after the signature
      if (signed.length != ID_LENGTH + SIGNATURE_LENGTH
          || !Arrays.equals(signed, 0, ID_LENGTH, id(), 0, ID_LENGTH)) {
        return false;
      }
      byte[] encoded = Arrays.copyOf(X509, X509.length + KEY_LENGTH);
      System.arraycopy(publicKey, 0, encoded, X509.length, KEY_LENGTH);
      PublicKey key =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(text.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(Arrays.copyOfRange(signed, ID_LENGTH, signed.length));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** True for the same public key, whatever the name. */
  public boolean sameKey(VerifierKey other) {
    return Arrays.equals(publicKey, other.publicKey);
  }

  @Override
  public String toString() {
    byte[] typed = new byte[1 + publicKey.length];
    typed[0] = ED25519;
    System.arraycopy(publicKey, 0, typed, 1, publicKey.length);
    return name
        + "+"
        + HexFormat.of().formatHex(id())
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }
}
