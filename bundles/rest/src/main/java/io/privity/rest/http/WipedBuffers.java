// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;

/**
 * A pool whose buffers are wiped before they are kept for others: else what somebody sent or read
 * would stay in memory until a longer text comes along, whoever is erased meanwhile. Thread-safe.
 */
final class WipedBuffers extends ByteBufferPool.Wrapper {
  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 16).asReadOnlyBuffer();

  WipedBuffers(ByteBufferPool wrapped) {
    super(wrapped);
  }

  @Override
  public RetainableByteBuffer acquire(int size, boolean direct) {
    return new Wiped(super.acquire(size, direct));
  }

  @Override
  public boolean removeAndRelease(RetainableByteBuffer buffer) {
    return getWrapped().removeAndRelease(buffer);
  }

  private static final class Wiped extends RetainableByteBuffer.Wrapper {
    private final AtomicInteger holders = new AtomicInteger(1);

    Wiped(RetainableByteBuffer wrapped) {
      super(wrapped);
    }

    @Override
    public void retain() {
      super.retain();
      holders.incrementAndGet();
    }

    /** The last one wipes, before the pool has the buffer back. */
    @Override
    public boolean release() {
      if (holders.decrementAndGet() == 0) {
        wipe(getByteBuffer());
      }
      return super.release();
    }

    private static void wipe(ByteBuffer buffer) {
      ByteBuffer all = buffer.duplicate().clear();
      while (all.hasRemaining()) {
        all.put(ZEROS.slice(0, Math.min(all.remaining(), ZEROS.capacity())));
      }
    }
  }
}
