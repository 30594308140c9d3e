// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.cipher;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.spec.SecretKeySpec;
import org.junit.Test;

/** The published vectors against the very classes that seal, hash and derive. */
public class WycheproofTest {

  @Test
  public void gcm() throws Exception {
    Gcm gcm = new Gcm();
    int run = 0;
    for (Vectors.Vector vector : Vectors.of("aes_gcm_test.json")) {
      // Privity's nonces and tags have one length; keys of all lengths take the same path.
      if (vector.group().get("ivSize").intValue() != 96
          || vector.group().get("tagSize").intValue() != 128) {
        continue;
      }
      run++;
      SecretKeySpec key = new SecretKeySpec(vector.bytes("key"), "AES");
      byte[] plaintext = vector.bytes("msg");
      byte[] sealed = new byte[plaintext.length + Gcm.OVERHEAD];
      sealed[0] = 1;
      System.arraycopy(vector.bytes("iv"), 0, sealed, 1, 12);
      byte[] given = sealed.clone();
      System.arraycopy(vector.bytes("ct"), 0, given, 13, plaintext.length);
      System.arraycopy(vector.bytes("tag"), 0, given, 13 + plaintext.length, 16);
      byte[] context = vector.bytes("aad");
      if (vector.isValid()) {
        gcm.seal(key, context, plaintext, sealed);
        assertArrayEquals(vector.id(), given, sealed);
        assertArrayEquals(vector.id(), plaintext, gcm.open(key, context, given));
      } else {
        assertThrows(vector.id(), AEADBadTagException.class, () -> gcm.open(key, context, given));
      }
    }
    assertTrue("only " + run, run > 150);
  }

  @Test
  public void hmac() throws IOException {
    Hmac hmac = new Hmac();
    int run = 0;
    for (Vectors.Vector vector : Vectors.of("hmac_sha256_test.json")) {
      run++;
      byte[] tag = vector.bytes("tag");
      byte[] whole = hmac.of(vector.bytes("key"), vector.bytes("msg"));
      boolean matches = Arrays.equals(tag, Arrays.copyOf(whole, tag.length));
      assertEquals(vector.id(), vector.isValid(), matches);
      if (vector.bytes("key").length == Hmac.LENGTH) {
        byte[] into = new byte[Hmac.LENGTH];
        hmac.into(vector.bytes("key"), 0, vector.bytes("msg"), into, 0);
        assertArrayEquals(vector.id(), whole, into);
      }
    }
    assertTrue("only " + run, run > 150);
  }

  @Test
  public void hkdf() throws IOException {
    Hkdf hkdf = new Hkdf(new Hmac());
    for (Vectors.Vector vector : Vectors.of("hkdf_sha256_test.json")) {
      int size = vector.test().get("size").intValue();
      byte[] key = hkdf.extract(vector.bytes("salt"), vector.bytes("ikm"));
      if (vector.isValid()) {
        assertArrayEquals(
            vector.id(), vector.bytes("okm"), hkdf.expand(key, vector.bytes("info"), size));
      } else {
        assertThrows(
            vector.id(),
            IllegalArgumentException.class,
            () -> hkdf.expand(key, vector.bytes("info"), size));
      }
    }
  }

  @Test
  public void noncesDiffer() throws Exception {
    Gcm gcm = new Gcm();
    SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      byte[] sealed = gcm.seal(key, new byte[0], new byte[0]);
      assertTrue(seen.add(Arrays.toString(Arrays.copyOfRange(sealed, 1, 13))));
    }
  }
}
