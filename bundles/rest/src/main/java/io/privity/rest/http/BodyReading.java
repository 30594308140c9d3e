// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import io.privity.rest.problem.Problem;
import io.privity.rest.problem.Refusals;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Reads a whole body into memory as it comes, without a thread that waits for it: slow clients cost
 * little, and the operation starts when all is there.
 */
final class BodyReading implements Runnable {
  private static final int FIRST = 8192;
  private static final byte[] EMPTY = {};

  private final Request request;
  private final int limit;
  private final Consumer<byte[]> done;
  private final Consumer<Problem> refused;
  private byte[] body = EMPTY;
  private int length;

  BodyReading(Request request, int limit, Consumer<byte[]> done, Consumer<Problem> refused) {
    this.request = request;
    this.limit = limit;
    this.done = done;
    this.refused = refused;
  }

  @Override
  public void run() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        refused.accept(Refusals.ofStatus(400));
        return;
      }
      boolean fits = keep(chunk.getByteBuffer());
      boolean last = chunk.isLast();
      chunk.release();
      if (!fits) {
        refused.accept(Refusals.tooLarge(limit));
        return;
      }
      if (last) {
        done.accept(body.length == length ? body : Arrays.copyOf(body, length));
        return;
      }
    }
  }

  private boolean keep(ByteBuffer part) {
    int count = part.remaining();
    if (count > limit - length) {
      return false;
    }
    if (length + count > body.length) {
      int room = Math.min(limit, Math.max(FIRST, body.length * 2));
      body = Arrays.copyOf(body, Math.max(room, length + count));
    }
    part.get(body, length, count);
    length += count;
    return true;
  }
}
