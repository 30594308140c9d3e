// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of RFC 6962, section 2.1, over SHA-256. Not thread-safe: each user has its own. */
public final class TreeHasher {
  /** The bytes of a hash. */
  public static final int LENGTH = 32;

  private final MessageDigest sha;

  public TreeHasher() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** The root of the tree without leaves. */
  public byte[] empty() {
    return sha.digest();
  }

  public byte[] leaf(byte[] entry) {
    return leaf(entry, 0, entry.length);
  }

  public byte[] leaf(byte[] bytes, int from, int length) {
    sha.update((byte) 0);
    sha.update(bytes, from, length);
    return sha.digest();
  }

  public byte[] node(byte[] left, byte[] right) {
    sha.update((byte) 1);
    sha.update(left);
    sha.update(right);
    return sha.digest();
  }

  /** The root of a complete subtree over the hashes that stand one after the other. */
  public byte[] subtree(byte[] hashes, int first, int count) {
    if (count == 1) {
      byte[] hash = new byte[LENGTH];
      System.arraycopy(hashes, first * LENGTH, hash, 0, LENGTH);
      return hash;
    }
    int half = count / 2;
    return node(subtree(hashes, first, half), subtree(hashes, first + half, half));
  }
}
