// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.export;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.KeyAgreement;

/** X25519 public keys (RFC 7748), as 32 bytes and as text. */
public final class AgeRecipient {
  private static final int LENGTH = 32;
  private static final String PREFIX = "age1";
  private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int CHECKSUM = 6;

  private AgeRecipient() {}

  /**
   * Reads a key that is given as an age recipient ({@code age1…}, Bech32 of BIP 173) or as base64.
   *
   * @return 32 bytes, or null when the text is none, or a key that anyone could open
   */
  public static byte[] keyOf(String text) {
    if (text == null || text.length() > 100) {
      return null;
    }
    byte[] key = text.startsWith(PREFIX) ? bech32(text) : base64(text.trim());
    return key != null && key.length == LENGTH && isSound(key) ? key : null;
  }

  /** The agreement refuses points of small order, whose secret would be known to all. */
  private static boolean isSound(byte[] key) {
    try {
      KeyAgreement agreement = KeyAgreement.getInstance("X25519");
      agreement.init(KeyPairGenerator.getInstance("X25519").generateKeyPair().getPrivate());
      agreement.doPhase(toPublic(key), true);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static byte[] bech32(String text) {
    if (!text.equals(text.toLowerCase(Locale.ROOT))) {
      return null;
    }
    String data = text.substring(PREFIX.length());
    int checksum = 1;
    for (int value : new int[] {'a' >> 5, 'g' >> 5, 'e' >> 5, 0, 'a' & 31, 'g' & 31, 'e' & 31}) {
      checksum = step(checksum, value);
    }
    BigInteger bits = BigInteger.ZERO;
    for (int i = 0; i < data.length(); i++) {
      int value = BECH32.indexOf(data.charAt(i));
      if (value < 0) {
        return null;
      }
      checksum = step(checksum, value);
      if (i < data.length() - CHECKSUM) {
        bits = bits.shiftLeft(5).or(BigInteger.valueOf(value));
      }
    }
    int padding = (data.length() - CHECKSUM) * 5 - LENGTH * 8;
    boolean sound =
        checksum == 1 && padding >= 0 && padding < 5 && bits.getLowestSetBit() >= padding;
    return sound ? bigEndian(bits.shiftRight(padding)) : null;
  }

  private static int step(int checksum, int value) {
    int[] generator = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    int top = checksum >>> 25;
    int next = (checksum & 0x1ffffff) << 5 ^ value;
    for (int i = 0; i < generator.length; i++) {
      if ((top >> i & 1) == 1) {
        next ^= generator[i];
      }
    }
    return next;
  }

  static PublicKey toPublic(byte[] key) throws GeneralSecurityException {
    byte[] u = reversed(key);
    u[0] &= 0x7f;
    return KeyFactory.getInstance("X25519")
        .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, u)));
  }

  static byte[] toBytes(PublicKey key) {
    return reversed(bigEndian(((XECPublicKey) key).getU()));
  }

  private static byte[] bigEndian(BigInteger number) {
    byte[] bytes = new byte[LENGTH];
    byte[] digits = number.toByteArray();
    int length = Math.min(LENGTH, digits.length);
    System.arraycopy(digits, digits.length - length, bytes, LENGTH - length, length);
    return bytes;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
