// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import io.privity.encryption.cipher.Hmac;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One writing of anchors: a mark, a number, a length, the anchors, and an HMAC over all of it. The
 * numbers of a journal follow each other without a gap.
 *
 * @param sequence one more than the frame before
 * @param whole true when these are all anchors, as the first frame of a journal has it
 * @param length of the frame in bytes
 */
record AnchorFrame(long sequence, boolean whole, Map<String, byte[]> anchors, int length) {
  private static final int MARK = 0x41_4e_43_31; // ANC1
  private static final int HEAD = 2 * Integer.BYTES + Long.BYTES;

  static byte[] encode(
      byte[] key, Hmac hmac, long sequence, boolean whole, Map<String, byte[]> anchors) {
    byte[] body = body(whole, anchors);
    ByteBuffer frame = ByteBuffer.allocate(HEAD + body.length + Hmac.LENGTH);
    frame.putInt(MARK).putLong(sequence).putInt(body.length).put(body);
    return frame.put(hmac.of(key, Arrays.copyOf(frame.array(), frame.position()))).array();
  }

  private static byte[] body(boolean whole, Map<String, byte[]> anchors) {
    Map<byte[], byte[]> parts = new LinkedHashMap<>();
    int length = 1 + Integer.BYTES;
    for (Map.Entry<String, byte[]> anchor : anchors.entrySet()) {
      byte[] origin = anchor.getKey().getBytes(StandardCharsets.UTF_8);
      parts.put(origin, anchor.getValue());
      length += 2 * Integer.BYTES + origin.length + anchor.getValue().length;
    }
    ByteBuffer body = ByteBuffer.allocate(length);
    body.put((byte) (whole ? 1 : 0)).putInt(parts.size());
    parts.forEach(
        (origin, anchor) ->
            body.putInt(origin.length).put(origin).putInt(anchor.length).put(anchor));
    return body.array();
  }

  /** The sound frame that begins there, or null. */
  static AnchorFrame at(byte[] journal, int offset, byte[] key, Hmac hmac) {
    int left = journal.length - offset;
    if (left < HEAD + Hmac.LENGTH) {
      return null;
    }
    ByteBuffer frame = ByteBuffer.wrap(journal, offset, left);
    int mark = frame.getInt();
    long sequence = frame.getLong();
    int body = frame.getInt();
    if (mark != MARK || body < 0 || body > left - HEAD - Hmac.LENGTH) {
      return null;
    }
    int end = offset + HEAD + body;
    byte[] expected = hmac.of(key, Arrays.copyOfRange(journal, offset, end));
    if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(journal, end, end + Hmac.LENGTH))) {
      return null;
    }
    return decode(sequence, frame.slice(frame.position(), body));
  }

  // Only what the HMAC vouches for gets here, so the form is ours.
  private static AnchorFrame decode(long sequence, ByteBuffer body) {
    int length = HEAD + body.remaining() + Hmac.LENGTH;
    boolean whole = body.get() != 0;
    Map<String, byte[]> anchors = new HashMap<>();
    for (int count = body.getInt(); count > 0; count--) {
      String origin = new String(part(body), StandardCharsets.UTF_8);
      anchors.put(origin, part(body));
    }
    return new AnchorFrame(sequence, whole, anchors, length);
  }

  private static byte[] part(ByteBuffer reader) {
    byte[] part = new byte[reader.getInt()];
    reader.get(part);
    return part;
  }
}
