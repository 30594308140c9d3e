// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.export;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.zip.InflaterInputStream;
import org.junit.Test;

public class AgeOutputStreamTest {
  private static final int CHUNK = AgeOutputStream.CHUNK;
  private static final byte[] IDENTITY = new byte[32];

  static {
    Arrays.fill(IDENTITY, (byte) 0x42);
  }

  /** The reading that the tests below rely on does what the vectors say. */
  @Test
  public void theReadingAgreesWithThePublishedVectors() throws Exception {
    for (String name :
        new String[] {
          "x25519",
          "stream_two_chunks",
          "stream_last_chunk_full",
          "stream_last_chunk_empty",
          "stream_no_final",
          "stream_bad_tag",
          "hmac_bad"
        }) {
      check(name);
    }
  }

  private static void check(String name) throws IOException, GeneralSecurityException {
    byte[] vector;
    try (InputStream in = AgeOutputStreamTest.class.getResourceAsStream("/age/" + name)) {
      vector = in.readAllBytes();
    }
    String text = new String(vector, StandardCharsets.ISO_8859_1);
    int blank = text.indexOf("\n\n");
    Map<String, String> facts = new HashMap<>();
    for (String line : text.substring(0, blank).split("\n")) {
      String[] fact = line.split(": ", 2);
      facts.put(fact[0], fact[1]);
    }
    byte[] rest = Arrays.copyOfRange(vector, blank + 2, vector.length);
    byte[] file =
        facts.containsKey("compressed")
            ? new InflaterInputStream(new ByteArrayInputStream(rest)).readAllBytes()
            : rest;
    byte[] identity = AgeReading.identityOf(facts.get("identity"));
    if (facts.get("expect").equals("success")) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(AgeReading.open(file, identity));
      assertEquals(name, facts.get("payload"), HexFormat.of().formatHex(hash));
    } else {
      assertThrows(name, GeneralSecurityException.class, () -> AgeReading.open(file, identity));
    }
  }

  @Test
  public void whatIsWrittenOpensWithTheOwnersKeyAlone() throws Exception {
    byte[] recipient = AgeReading.publicOf(IDENTITY);
    Random random = new Random(7);
    for (int length : new int[] {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 200_000}) {
      byte[] plain = new byte[length];
      random.nextBytes(plain);
      ByteArrayOutputStream sealed = new ByteArrayOutputStream();
      try (AgeOutputStream out = new AgeOutputStream(recipient, sealed)) {
        for (int at = 0; at < length; ) {
          int step = Math.min(length - at, 1 + random.nextInt(30_000));
          out.write(plain, at, step);
          at += step;
        }
      }
      assertArrayEquals(plain, AgeReading.open(sealed.toByteArray(), IDENTITY));
      byte[] other = IDENTITY.clone();
      other[1]++;
      assertThrows(
          GeneralSecurityException.class, () -> AgeReading.open(sealed.toByteArray(), other));
    }
  }

  @Test
  public void readsRecipientsAsAgeAndAsBase64() throws Exception {
    byte[] key = AgeReading.publicOf(IDENTITY);
    String recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
    assertArrayEquals(key, AgeRecipient.keyOf(recipient));
    assertArrayEquals(key, AgeRecipient.keyOf(Base64.getEncoder().encodeToString(key)));
    for (String bad :
        new String[] {
          null,
          "",
          "age1",
          "age1zvk",
          recipient.replace('z', 'r'),
          recipient.toUpperCase(),
          recipient + "q",
          "AAAA",
          "!" + recipient
        }) {
      assertNull(bad, AgeRecipient.keyOf(bad));
    }
    assertNull("of small order", AgeRecipient.keyOf("A".repeat(43) + "="));
  }

  @Test
  public void aKeyThatIsNoneIsRefused() {
    assertThrows(
        IOException.class, () -> new AgeOutputStream(new byte[32], new ByteArrayOutputStream()));
  }
}
