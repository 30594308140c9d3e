// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import io.privity.encryption.cipher.Gcm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The form of a tenant's files: a mark, the kind of file, its revision, and a sealed body. Kind,
 * revision and place are bound to the body as associated data.
 *
 * <p>Each file has a sealing key of its own, and each writing raises its revision: the revision is
 * the count of the messages that the key has sealed.
 */
final class SealedFile {
  /** What a file is. */
  enum Kind {
    TENANT_KEY,
    PAGE,
    TOMBSTONE,
    RETAINED
  }

  /** What a file holds; the body is the reader's to clear. */
  static final class Content {
    final long revision;
    final byte[] body;

    Content(long revision, byte[] body) {
      this.revision = revision;
      this.body = body;
    }
  }

  private static final byte[] MARK = "PRVT".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD = MARK.length + 1 + Long.BYTES;

  private final Gcm gcm;

  SealedFile(Gcm gcm) {
    this.gcm = gcm;
  }

  /**
   * @param place what the file belongs to, of a fixed length for each kind
   */
  byte[] encode(Kind kind, byte[] place, byte[] key, long revision, byte[] body) {
    if (revision < 1 || revision > MessageLimit.MESSAGES) {
      throw VaultProblem.unusable("a file was written too often");
    }
    byte[] head = head(kind, revision);
    byte[] sealed = gcm.seal(aes(key), bound(head, place), body);
    return ByteBuffer.allocate(HEAD + sealed.length).put(head).put(sealed).array();
  }

  /** The content, or null when the bytes are not what was written under this key and place. */
  Content decode(Kind kind, byte[] place, byte[] key, byte[] file) {
    if (file.length < HEAD + Gcm.OVERHEAD) {
      return null;
    }
    long revision = ByteBuffer.wrap(file).getLong(HEAD - Long.BYTES);
    byte[] head = head(kind, revision);
    if (!Arrays.equals(head, 0, HEAD, file, 0, HEAD)) {
      return null;
    }
    try {
      byte[] sealed = Arrays.copyOfRange(file, HEAD, file.length);
      return new Content(revision, gcm.open(aes(key), bound(head, place), sealed));
    } catch (AEADBadTagException e) {
      return null;
    }
  }

  private static byte[] head(Kind kind, long revision) {
    return ByteBuffer.allocate(HEAD)
        .put(MARK)
        .put((byte) (kind.ordinal() + 1))
        .putLong(revision)
        .array();
  }

  private static byte[] bound(byte[] head, byte[] place) {
    return ByteBuffer.allocate(head.length + place.length).put(head).put(place).array();
  }

  private static SecretKey aes(byte[] key) {
    return new SecretKeySpec(key, "AES");
  }
}
