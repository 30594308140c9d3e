// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import io.privity.encryption.cipher.Gcm;
import io.privity.encryption.cipher.Hmac;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The bytes of a tenant's files {@code retained-<hash>}: a hold's id and what is kept for it,
 * sealed under the tenant's key. The name is a keyed hash of the id.
 */
final class RetainedForm {
  private static final String PREFIX = "retained-";

  private final byte[] place;
  private final VaultKeys keys;
  private final SealedFile form;
  private final Hmac hmac = new Hmac();

  /** What a file holds. */
  record Content(long revision, String hold, byte[] sealed) {}

  RetainedForm(UUID tenant, VaultKeys keys, Gcm gcm) {
    this.place = VaultKeys.place(tenant);
    this.keys = keys;
    this.form = new SealedFile(gcm);
  }

  static boolean isName(String file) {
    return file.matches(PREFIX + "[0-9a-f]{64}");
  }

  String name(String hold) {
    byte[] naming = keys.forFile("retained", place);
    byte[] hash = hmac.of(naming, hold.getBytes(StandardCharsets.UTF_8));
    Arrays.fill(naming, (byte) 0);
    return PREFIX + HexFormat.of().formatHex(hash);
  }

  byte[] encode(TenantKey key, Content content) {
    byte[] id = content.hold.getBytes(StandardCharsets.UTF_8);
    byte[] body =
        ByteBuffer.allocate(Integer.BYTES + id.length + content.sealed.length)
            .putInt(id.length)
            .put(id)
            .put(content.sealed)
            .array();
    byte[] file = bytes(name(content.hold));
    byte[] wrapping = wrapping(key, file);
    try {
      return form.encode(SealedFile.Kind.RETAINED, bound(file), wrapping, content.revision, body);
    } finally {
      Arrays.fill(wrapping, (byte) 0);
    }
  }

  /** Null when the bytes are not what was written in the file of that name. */
  Content decode(TenantKey key, String name, byte[] bytes) {
    byte[] file = bytes(name);
    byte[] wrapping = wrapping(key, file);
    try {
      SealedFile.Content content =
          form.decode(SealedFile.Kind.RETAINED, bound(file), wrapping, bytes);
      if (content == null) {
        return null;
      }
      ByteBuffer body = ByteBuffer.wrap(content.body);
      byte[] id = new byte[body.getInt()];
      byte[] sealed = new byte[body.remaining() - id.length];
      body.get(id).get(sealed);
      return new Content(content.revision, new String(id, StandardCharsets.UTF_8), sealed);
    } finally {
      Arrays.fill(wrapping, (byte) 0);
    }
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] bound(byte[] file) {
    return ByteBuffer.allocate(place.length + file.length).put(place).put(file).array();
  }

  private byte[] wrapping(TenantKey key, byte[] file) {
    byte[] label = bytes("privity retained\n");
    byte[] use = ByteBuffer.allocate(label.length + file.length).put(label).put(file).array();
    return keys.hkdf().expand(key.key(), use, Gcm.KEY_LENGTH);
  }
}
