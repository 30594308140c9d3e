// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.merkle;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.Test;

public class CheckpointTest {
  private static final String ORIGIN = new Origin("server", "operator", 1).toString();

  private final KeyPair pair;
  private final VerifierKey key;

  public CheckpointTest() throws Exception {
    pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = pair.getPublic().getEncoded();
    key = new VerifierKey(ORIGIN, Arrays.copyOfRange(encoded, 12, 44));
  }

  private UnaryOperator<byte[]> signer() {
    return message -> {
      try {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(message);
        return signature.sign();
      } catch (java.security.GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  /** The example key and note of the Go package golang.org/x/mod/sumdb/note, and of C2SP. */
  @Test
  public void readsThePublishedExample() {
    String published = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    VerifierKey peter = VerifierKey.parse(published);
    assertEquals(published, peter.toString());
    String text =
        """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.
        """;
    String signature =
        "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";
    assertTrue(peter.verifies(text, signature));
    assertFalse(peter.verifies(text + "\n", signature));
    assertFalse(peter.verifies(text, signature.replace('g', 'h')));
  }

  @Test
  public void signsInTheFormOfASignedNote() {
    byte[] root = new TreeHasher().empty();
    Checkpoint checkpoint = new Checkpoint(ORIGIN, 7, root);
    byte[] note = checkpoint.sign(key, signer());
    String[] lines = new String(note, StandardCharsets.UTF_8).split("\n", -1);
    assertEquals(ORIGIN, lines[0]);
    assertEquals("7", lines[1]);
    assertEquals("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", lines[2]);
    assertEquals("", lines[3]);
    assertTrue(lines[4].startsWith("\u2014 " + ORIGIN + " "));
    Checkpoint read = Checkpoint.parse(note);
    assertEquals(7, read.size());
    assertArrayEquals(root, read.root());
    assertTrue(read.isSigned(note, VerifierKey.parse(key.toString())));
  }

  @Test
  public void anotherSizeKeyOrNameIsNotSigned() {
    Checkpoint checkpoint = new Checkpoint(ORIGIN, 7, new TreeHasher().empty());
    byte[] note = checkpoint.sign(key, signer());
    byte[] forged =
        new String(note, StandardCharsets.UTF_8)
            .replace("\n7\n", "\n8\n")
            .getBytes(StandardCharsets.UTF_8);
    assertFalse(Checkpoint.parse(forged).isSigned(forged, key));
    assertFalse(checkpoint.isSigned(forged, key));
    assertFalse(checkpoint.isSigned(note, new VerifierKey("other", key.publicKey())));
    byte[] other = key.publicKey().clone();
    other[0] ^= 1;
    assertFalse(checkpoint.isSigned(note, new VerifierKey(ORIGIN, other)));
  }

  @Test
  public void aSignatureWithBytesAfterItIsNone() {
    Checkpoint checkpoint = new Checkpoint(ORIGIN, 7, new TreeHasher().empty());
    byte[] note = checkpoint.sign(key, message -> Arrays.copyOf(signer().apply(message), 65));
    assertFalse(checkpoint.isSigned(note, key));
  }

  @Test
  public void refusesWhatIsNone() {
    for (String text : new String[] {"", "a\nb\nc\n\nd", "a\n1\n\n\nd", "a\n01\nAA==\n\nd\n"}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Checkpoint.parse(text.getBytes(StandardCharsets.UTF_8)));
    }
    assertThrows(IllegalArgumentException.class, () -> VerifierKey.parse("a+b+c"));
    assertThrows(IllegalArgumentException.class, () -> Origin.parse("privity/a/b"));
  }
}
