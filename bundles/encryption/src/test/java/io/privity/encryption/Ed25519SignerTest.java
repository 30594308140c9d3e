// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import static org.junit.Assert.assertEquals;

import io.privity.encryption.cipher.Vectors;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.junit.Test;

public class Ed25519SignerTest {
  private static final HexFormat HEX = HexFormat.of();

  /** RFC 8032, section 7.1: tests 1 to 3. */
  @Test
  public void vectorsOfTheRfc() {
    check(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    check(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    check(
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
  }

  private static void check(String seed, String publicKey, String message, String signature) {
    Ed25519Signer signer = new Ed25519Signer(HEX.parseHex(seed));
    assertEquals(publicKey, HEX.formatHex(signer.publicKey()));
    assertEquals(signature, HEX.formatHex(signer.sign(HEX.parseHex(message))));
  }

  /**
   * The published vectors are of verification, by the same provider that signs. The provider of JDK
   * 17 overlooks bytes after the 64 of a signature, so whoever verifies must count them first.
   */
  @Test
  public void wycheproof() throws Exception {
    for (Vectors.Vector vector : Vectors.of("ed25519_test.json")) {
      byte[] encoded = HEX.parseHex(vector.group().get("publicKeyDer").textValue());
      PublicKey key =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      boolean verified = verifies(key, vector.bytes("msg"), vector.bytes("sig"));
      assertEquals(vector.id(), vector.isValid(), verified);
    }
  }

  private static boolean verifies(PublicKey key, byte[] message, byte[] bytes)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(key);
    signature.update(message);
    try {
      return bytes.length == 64 && signature.verify(bytes);
    } catch (SignatureException e) {
      return false;
    }
  }
}
