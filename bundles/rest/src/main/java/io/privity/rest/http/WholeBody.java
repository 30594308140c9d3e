// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A body in memory. It takes room as it comes, and not for what was only announced. */
final class WholeBody {
  private static final int FIRST = 8192;

  private final int length;
  private byte[] body = {};
  private int filled;

  WholeBody(int length) {
    this.length = length;
  }

  void add(ByteBuffer part) {
    int count = part.remaining();
    if (filled + count > body.length) {
      int room = Math.max(filled + count, Math.max(FIRST, body.length * 2));
      body = Arrays.copyOf(body, Math.min(room, length));
    }
    part.get(body, filled, count);
    filled += count;
  }

  /** The body, once it is whole. */
  byte[] bytes() {
    return body;
  }
}
