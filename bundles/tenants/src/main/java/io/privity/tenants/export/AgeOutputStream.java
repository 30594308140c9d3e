// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts to one X25519 recipient in the age v1 format (C2SP {@code age.md}), so that the owner
 * opens it with any age tool. What is written is whole only after {@link #close}, which leaves the
 * stream below open.
 */
public final class AgeOutputStream extends OutputStream {
  static final int CHUNK = 64 * 1024;
  private static final String X25519 = "age-encryption.org/v1/X25519";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final OutputStream out;
  private final SecretKeySpec payloadKey;
  private final byte[] chunk = new byte[CHUNK];
  private int filled;
  private long counter;
  private boolean closed;

  /**
   * @param recipient an X25519 public key, 32 bytes
   * @throws IOException also when the key is one that no secret key belongs to
   */
  public AgeOutputStream(byte[] recipient, OutputStream out) throws IOException {
    this.out = out;
    byte[] fileKey = random(16);
    try {
      out.write(header(recipient, fileKey));
      byte[] nonce = random(16);
      out.write(nonce);
      payloadKey = new SecretKeySpec(hkdf(fileKey, nonce, "payload"), "ChaCha20");
    } catch (GeneralSecurityException e) {
      throw new IOException("the recipient's key is no good", e);
    } finally {
      Arrays.fill(fileKey, (byte) 0);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    int from = offset;
    int left = length;
    while (left > 0) {
      if (filled == CHUNK) {
        flushChunk(false);
      }
      int taken = Math.min(left, CHUNK - filled);
      System.arraycopy(bytes, from, chunk, filled, taken);
      filled += taken;
      from += taken;
      left -= taken;
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      flushChunk(true);
      Arrays.fill(chunk, (byte) 0);
      out.flush();
    }
  }

  private void flushChunk(boolean last) throws IOException {
    byte[] nonce =
        ByteBuffer.allocate(12).putInt(3, (int) (counter >>> 32)).putInt(7, (int) counter).array();
    nonce[11] = (byte) (last ? 1 : 0);
    try {
      out.write(seal(payloadKey, nonce, chunk, filled));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
    counter++;
    filled = 0;
  }

  private static byte[] header(byte[] recipient, byte[] fileKey)
      throws GeneralSecurityException, IOException {
    KeyPair ephemeral = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    byte[] share = AgeRecipient.toBytes(ephemeral.getPublic());
    KeyAgreement agreement = KeyAgreement.getInstance("X25519");
    agreement.init(ephemeral.getPrivate());
    agreement.doPhase(AgeRecipient.toPublic(recipient), true);
    byte[] shared = agreement.generateSecret();
    byte[] salt = ByteBuffer.allocate(64).put(share).put(recipient).array();
    SecretKeySpec wrapping = new SecretKeySpec(hkdf(shared, salt, X25519), "ChaCha20");
    byte[] wrapped = seal(wrapping, new byte[12], fileKey, fileKey.length);

    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    String stanza =
        "age-encryption.org/v1\n-> X25519 "
            + base64.encodeToString(share)
            + "\n"
            + base64.encodeToString(wrapped)
            + "\n---";
    header.write(stanza.getBytes(StandardCharsets.US_ASCII));
    byte[] mac = hmac(hkdf(fileKey, new byte[32], "header"), header.toByteArray());
    header.write((" " + base64.encodeToString(mac) + "\n").getBytes(StandardCharsets.US_ASCII));
    return header.toByteArray();
  }

  private static byte[] seal(SecretKeySpec key, byte[] nonce, byte[] plain, int length)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
    cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(nonce));
    return cipher.doFinal(plain, 0, length);
  }

  /** HKDF-SHA-256 (RFC 5869) to 32 bytes; a salt of 32 zero bytes is the same as none. */
  private static byte[] hkdf(byte[] secret, byte[] salt, String info)
      throws GeneralSecurityException {
    byte[] text = info.getBytes(StandardCharsets.US_ASCII);
    byte[] block = Arrays.copyOf(text, text.length + 1);
    block[text.length] = 1;
    return hmac(hmac(salt, secret), block);
  }

  private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
