// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.contacts.exchange.format.CharsetSniffer;
import io.privity.contacts.exchange.format.FileLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.function.ObjIntConsumer;

/** Takes in a file block by block, and looks at it as it goes by. */
final class Upload {
  /** A block is held in memory and then kept in one transaction. */
  static final int BLOCK = 64 * Pieces.SIZE;

  private final CharsetSniffer sniffer = new CharsetSniffer();
  private byte[] head = {};
  private long size;

  /**
   * Reads the whole body.
   *
   * @param keep takes each full block, and the last one
   * @return false when it is longer than allowed; it was read no further
   */
  boolean read(InputStream body, long max, ObjIntConsumer<byte[]> keep) throws IOException {
    byte[] block = new byte[1 << 16];
    int length = 0;
    int n;
    while ((n = body.read(block, length, block.length - length)) >= 0) {
      sniffer.accept(block, length, n);
      length += n;
      size += n;
      if (size > max) {
        return false;
      }
      if (length == block.length) {
        if (block.length < BLOCK) {
          block = Arrays.copyOf(block, Math.min(BLOCK, block.length * 4));
          continue;
        }
        keepHead(block, length);
        keep.accept(block, length);
        length = 0;
      }
    }
    keepHead(block, length);
    keep.accept(block, length);
    return true;
  }

  private void keepHead(byte[] block, int length) {
    if (head.length == 0) {
      head = Arrays.copyOf(block, Math.min(length, FileLayout.SAMPLE));
    }
  }

  byte[] head() {
    return head;
  }

  Charset charset(Charset declared) {
    return sniffer.charset(declared);
  }
}
