// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.merkle;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;

/**
 * A tree head as C2SP {@code tlog-checkpoint} writes it, inside a C2SP {@code signed-note}.
 *
 * @param origin the log's name
 * @param size how many entries it has
 * @param root the root over them
 */
public record Checkpoint(String origin, long size, byte[] root) {
  private static final String SIGNATURE = "\u2014 ";

  /** The text that is signed. */
  public String text() {
    return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
  }

  /** The root as its text has it. */
  public String rootText() {
    return Base64.getEncoder().encodeToString(root);
  }

  /**
   * @param sign makes an Ed25519 signature of what it is given
   */
  public byte[] sign(VerifierKey key, UnaryOperator<byte[]> sign) {
    String text = text();
    byte[] signature = sign.apply(text.getBytes(StandardCharsets.UTF_8));
    byte[] signed = new byte[VerifierKey.ID_LENGTH + signature.length];
    System.arraycopy(key.id(), 0, signed, 0, VerifierKey.ID_LENGTH);
    System.arraycopy(signature, 0, signed, VerifierKey.ID_LENGTH, signature.length);
    String line = SIGNATURE + key.name() + " " + Base64.getEncoder().encodeToString(signed) + "\n";
    return (text + "\n" + line).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads the head of a note and leaves its signatures alone.
   *
   * @throws IllegalArgumentException when the bytes are no checkpoint
   */
  public static Checkpoint parse(byte[] note) {
    String[] lines = new String(note, StandardCharsets.UTF_8).split("\n", -1);
    if (lines.length < 5 || !lines[3].isEmpty() || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException("not a checkpoint");
    }
    byte[] root = Base64.getDecoder().decode(lines[2]);
    if (root.length != TreeHasher.LENGTH) {
      throw new IllegalArgumentException("not a checkpoint");
    }
    return new Checkpoint(lines[0], Long.parseLong(lines[1]), root);
  }

  /** True when the note holds this very head and the key's good signature over it. */
  public boolean isSigned(byte[] note, VerifierKey key) {
    String all = new String(note, StandardCharsets.UTF_8);
    String text = text();
    if (!all.startsWith(text + "\n")) {
      return false;
    }
    String prefix = SIGNATURE + key.name() + " ";
    for (String line : all.substring(text.length() + 1).split("\n")) {
      if (line.startsWith(prefix) && key.verifies(text, line.substring(prefix.length()))) {
        return true;
      }
    }
    return false;
  }
}
