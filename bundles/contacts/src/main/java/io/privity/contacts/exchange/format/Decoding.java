// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes files; what is no character of the charset becomes {@link #BROKEN}, and so is found. */
final class Decoding {
  /** A noncharacter that stands for bytes which could not be decoded. */
  static final char BROKEN = '\uFFFE';

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private Decoding() {}

  /** A reader without the byte-order mark. */
  static Reader reader(InputStream in, Charset charset) throws IOException {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .replaceWith(String.valueOf(BROKEN));
    PushbackReader reader = new PushbackReader(new InputStreamReader(in, decoder), 1);
    int first = reader.read();
    if (first >= 0 && first != BYTE_ORDER_MARK) {
      reader.unread(first);
    }
    return reader;
  }

  /** UTF-8 where the bytes are, else Windows-1252: for cards of different origin in one file. */
  static String utf8OrWindows1252(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, WINDOWS_1252).replace('\uFFFD', BROKEN);
    }
  }

  static boolean isBroken(String text) {
    return text.indexOf(BROKEN) >= 0;
  }
}
