// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads a body as it comes, without a thread that waits for it: slow clients cost little. */
final class BodyReading implements Runnable {
  private final Request request;
  private final Consumer<ByteBuffer> part;
  private final Runnable whole;
  private final Runnable broken;

  /**
   * @param part takes what came; all parts together are as long as Content-Length says
   * @param whole what to do once all is there
   * @param broken what to do when it won't be
   */
  BodyReading(Request request, Consumer<ByteBuffer> part, Runnable whole, Runnable broken) {
    this.request = request;
    this.part = part;
    this.whole = whole;
    this.broken = broken;
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
        broken.run();
        return;
      }
      part.accept(chunk.getByteBuffer());
      boolean last = chunk.isLast();
      chunk.release();
      if (last) {
        whole.run();
        return;
      }
    }
  }
}
