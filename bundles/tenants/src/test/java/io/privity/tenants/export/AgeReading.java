// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.export;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Reads the age format with one X25519 identity; the tests hold it against published vectors. */
public final class AgeReading {
  private static final int SEALED_CHUNK = AgeOutputStream.CHUNK + 16;

  private AgeReading() {}

  public static byte[] open(byte[] file, byte[] identity) throws GeneralSecurityException {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    String[] lines = text.split("\n", 5);
    check(lines[0].equals("age-encryption.org/v1"));
    check(lines[1].startsWith("-> X25519 "));
    check(lines[3].startsWith("--- "));
    byte[] share = Base64.getDecoder().decode(lines[1].substring("-> X25519 ".length()));
    PrivateKey secret =
        KeyFactory.getInstance("X25519")
            .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, identity));
    byte[] salt = ByteBuffer.allocate(64).put(share).put(publicOf(identity)).array();
    byte[] wrapping = hkdf(agree(secret, share), salt, "age-encryption.org/v1/X25519");
    byte[] fileKey = unseal(wrapping, new byte[12], Base64.getDecoder().decode(lines[2]));
    String header = lines[0] + "\n" + lines[1] + "\n" + lines[2] + "\n---";
    byte[] mac =
        hmac(hkdf(fileKey, new byte[32], "header"), header.getBytes(StandardCharsets.ISO_8859_1));
    check(MessageDigest.isEqual(mac, Base64.getDecoder().decode(lines[3].substring(4))));
    byte[] body = lines[4].getBytes(StandardCharsets.ISO_8859_1);
    return payload(hkdf(fileKey, Arrays.copyOf(body, 16), "payload"), body);
  }

  private static byte[] payload(byte[] key, byte[] body) throws GeneralSecurityException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 16;
    for (int chunk = 0; ; chunk++) {
      int end = Math.min(body.length, at + SEALED_CHUNK);
      boolean last = end == body.length;
      byte[] nonce =
          ByteBuffer.allocate(12).putInt(7, chunk).put(11, (byte) (last ? 1 : 0)).array();
      byte[] plain = unseal(key, nonce, Arrays.copyOfRange(body, at, end));
      check(plain.length > 0 || chunk == 0);
      out.writeBytes(plain);
      if (last) {
        return out.toByteArray();
      }
      at = end;
    }
  }

  public static byte[] publicOf(byte[] identity) throws GeneralSecurityException {
    byte[] base = new byte[32];
    base[0] = 9;
    return agree(
        KeyFactory.getInstance("X25519")
            .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, identity)),
        base);
  }

  /** The secret key of an {@code AGE-SECRET-KEY-1…}, its checksum unchecked. */
  static byte[] identityOf(String text) {
    String data = text.substring("AGE-SECRET-KEY-1".length()).toLowerCase();
    BigInteger bits = BigInteger.ZERO;
    for (char c : data.substring(0, data.length() - 6).toCharArray()) {
      bits =
          bits.shiftLeft(5).or(BigInteger.valueOf("qpzry9x8gf2tvdw0s3jn54khce6mua7l".indexOf(c)));
    }
    byte[] bytes = bits.shiftRight(4).toByteArray();
    byte[] key = new byte[32];
    int length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, key, 32 - length, length);
    return key;
  }

  private static byte[] agree(PrivateKey secret, byte[] share) throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("X25519");
    agreement.init(secret);
    agreement.doPhase(AgeRecipient.toPublic(share), true);
    return agreement.generateSecret();
  }

  private static byte[] unseal(byte[] key, byte[] nonce, byte[] sealed)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
    return cipher.doFinal(sealed);
  }

  private static byte[] hkdf(byte[] secret, byte[] salt, String info)
      throws GeneralSecurityException {
    return hmac(hmac(salt, secret), (info + "\1").getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  private static void check(boolean right) throws GeneralSecurityException {
    if (!right) {
      throw new GeneralSecurityException("no age file");
    }
  }
}
