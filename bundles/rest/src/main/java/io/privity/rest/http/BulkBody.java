// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import io.privity.api.problem.Kind;
import io.privity.api.rest.RestException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The body of a bulk operation, as it comes. One that breaks off is the client's failure. */
final class BulkBody extends FilterInputStream {
  private static final long DROPPED_BYTES = 8 << 20;

  private final Runnable whole;
  private long missing;

  /**
   * @param length of the whole body
   * @param whole what to do once it is there
   */
  BulkBody(InputStream in, long length, Runnable whole) {
    super(in);
    this.missing = length;
    this.whole = whole;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    try {
      int n = super.read(bytes, offset, length);
      count(n);
      return n;
    } catch (IOException e) {
      throw new RestException(
          Kind.INVALID, "body-incomplete", "The body ended before its Content-Length.");
    }
  }

  @Override
  public long skip(long n) throws IOException {
    return readNBytes((int) Math.min(n, 8192)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(int n) {
    missing -= Math.max(n, 0);
    if (n < 0 || missing == 0) {
      whole.run();
    }
  }

  /** Reads what the operation left, so that its client comes to read the answer. */
  void drop() {
    if (missing > DROPPED_BYTES) {
      return;
    }
    try {
      transferTo(OutputStream.nullOutputStream());
    } catch (IOException | RestException e) {
      // there is nobody to tell: the client is gone
    }
  }
}
