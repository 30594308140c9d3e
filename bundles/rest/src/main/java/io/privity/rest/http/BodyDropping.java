// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads a body that nobody wants, so that its sender comes to read the answer. */
final class BodyDropping implements Runnable {
  private final Request request;
  private final Runnable done;
  private final Runnable failed;

  BodyDropping(Request request, Runnable done, Runnable failed) {
    this.request = request;
    this.done = done;
    this.failed = failed;
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
        failed.run();
        return;
      }
      boolean last = chunk.isLast();
      chunk.release();
      if (last) {
        done.run();
        return;
      }
    }
  }
}
