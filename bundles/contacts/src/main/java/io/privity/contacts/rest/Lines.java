// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a stream line by line, as bytes, and holds no more than one bounded line. */
final class Lines {

  /** What {@link #next} gives for a line that is longer than allowed. */
  static final byte[] TOO_LONG = {};

  private static final int BUFFER = 64 * 1024;

  private final InputStream in;
  private final int max;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int filled;
  private int number;

  Lines(InputStream in, int max) {
    this.in = in;
    this.max = max;
  }

  /** The number of the line that was read last, from 1. */
  int number() {
    return number;
  }

  /**
   * The next line that is not blank, without its end and without a byte-order mark.
   *
   * @return null at the end; {@link #TOO_LONG} itself for a line that is too long, which is skipped
   */
  byte[] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    boolean any = fill();
    while (any) {
      number++;
      boolean tooLong = readLine(line);
      if (tooLong) {
        return TOO_LONG;
      }
      byte[] bytes = number == 1 ? withoutMark(line.toByteArray()) : line.toByteArray();
      if (!isBlank(bytes)) {
        return bytes;
      }
      line.reset();
      any = fill();
    }
    return null;
  }

  private boolean readLine(ByteArrayOutputStream line) throws IOException {
    boolean tooLong = false;
    while (fill()) {
      int end = at;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      tooLong |= line.size() + end - at > max;
      if (!tooLong) {
        line.write(buffer, at, end - at);
      }
      at = end;
      if (end < filled) {
        at++;
        return tooLong;
      }
    }
    return tooLong;
  }

  /** False at the end of the stream. */
  private boolean fill() throws IOException {
    if (at < filled) {
      return true;
    }
    at = 0;
    filled = Math.max(0, in.read(buffer));
    return filled > 0;
  }

  private static byte[] withoutMark(byte[] line) {
    boolean marked =
        line.length >= 3
            && line[0] == (byte) 0xEF
            && line[1] == (byte) 0xBB
            && line[2] == (byte) 0xBF;
    return marked ? Arrays.copyOfRange(line, 3, line.length) : line;
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
