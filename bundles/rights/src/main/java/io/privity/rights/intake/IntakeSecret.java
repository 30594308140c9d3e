// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.intake;

import io.privity.rights.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * What a link's address ends with: the tenant, the link's id, 256 random bits, each in base64url.
 * It carries its tenant, so that finding it touches no other tenant's rows. A plain SHA-256 is
 * right for it, since there is nothing to guess. Neither printed nor compared as a whole.
 */
final class IntakeSecret {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ID = 22;
  private static final int RANDOM_BYTES = 32;
  private static final int LENGTH = 2 * ID + 43;

  private final UUID tenant;
  private final UUID id;
  private final String text;

  private IntakeSecret(UUID tenant, UUID id, String text) {
    this.tenant = tenant;
    this.id = id;
    this.text = text;
  }

  static IntakeSecret next(UUID tenant, UUID id) {
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    return new IntakeSecret(tenant, id, base64(bytes(tenant)) + base64(bytes(id)) + base64(random));
  }

  static Optional<IntakeSecret> parse(String text) {
    if (text.length() != LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(new IntakeSecret(id(text, 0), id(text, ID), text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  UUID tenant() {
    return tenant;
  }

  String id() {
    return id.toString();
  }

  /** The end of the link's address. */
  String text() {
    return text;
  }

  byte[] hash() {
    return Sha256.of(text);
  }

  boolean matches(byte[] hash) {
    return MessageDigest.isEqual(hash(), hash);
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static UUID id(String text, int start) {
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(start, start + ID)));
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
