// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.cipher;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Secret text as bytes, without a copy that stays. */
public final class Utf8 {
  private Utf8() {}

  /** The text's bytes; the caller clears both. */
  public static byte[] bytes(char[] text) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
    byte[] bytes = Arrays.copyOfRange(encoded.array(), 0, encoded.limit());
    Arrays.fill(encoded.array(), (byte) 0);
    return bytes;
  }

  /** The characters of these bytes; the caller clears both. */
  public static char[] chars(byte[] bytes) {
    CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
    char[] chars = Arrays.copyOfRange(decoded.array(), 0, decoded.limit());
    Arrays.fill(decoded.array(), '\0');
    return chars;
  }
}
