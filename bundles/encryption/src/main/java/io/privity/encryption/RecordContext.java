// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import io.privity.api.encryption.RecordName;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * What is bound to a sealed record as associated data. Two different places never have the same
 * bytes: the numbers have a fixed length, and each text comes after its own length, in UTF-16 so
 * that every string of Java has bytes of its own.
 */
final class RecordContext {
  private static final byte FORMAT = 1;
  private static final int FIXED = 1 + 4 * Long.BYTES + 2 * Integer.BYTES;

  private RecordContext() {}

  static byte[] of(UUID tenant, RecordName name) {
    int texts = Character.BYTES * (name.kind().length() + name.id().length());
    ByteBuffer bytes =
        ByteBuffer.allocate(FIXED + texts)
            .put(FORMAT)
            .putLong(tenant.getMostSignificantBits())
            .putLong(tenant.getLeastSignificantBits())
            .putLong(name.leaf())
            .putLong(name.version());
    put(bytes, name.kind());
    put(bytes, name.id());
    return bytes.array();
  }

  private static void put(ByteBuffer bytes, String text) {
    int length = text.length();
    bytes.putInt(length);
    for (int i = 0; i < length; i++) {
      bytes.putChar(text.charAt(i));
    }
  }
}
