// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.junit.Test;

public class WipedBuffersTest {
  private static final int SIZE = 17_000;
  private static final byte[] TEXT = "ada@example.org".getBytes();

  private final WipedBuffers pool = new WipedBuffers(new ArrayByteBufferPool());

  @Test
  public void theNextOneFindsNothingInIt() {
    for (boolean direct : new boolean[] {false, true}) {
      RetainableByteBuffer first = pool.acquire(SIZE, direct);
      ByteBuffer memory = first.getByteBuffer();
      BufferUtil.append(memory, TEXT);
      BufferUtil.clear(memory);
      assertTrue(first.release());
      assertEquals("the whole of it", -1, written(memory));
      assertEquals(direct, pool.acquire(SIZE, direct).isDirect());
    }
  }

  @Test
  public void whoStillHoldsItKeepsItsText() {
    RetainableByteBuffer buffer = pool.acquire(SIZE, false);
    BufferUtil.append(buffer.getByteBuffer(), TEXT);
    buffer.retain();
    assertFalse(buffer.release());
    assertEquals(ByteBuffer.wrap(TEXT), buffer.getByteBuffer());
    assertTrue(buffer.release());
    assertEquals(-1, written(buffer.getByteBuffer()));
  }

  @Test
  public void oneThatIsTakenOutDoesNotComeBack() {
    RetainableByteBuffer buffer = pool.acquire(SIZE, false);
    byte[] memory = buffer.getByteBuffer().array();
    BufferUtil.append(buffer.getByteBuffer(), TEXT);
    assertTrue(pool.removeAndRelease(buffer));
    assertEquals(-1, written(ByteBuffer.wrap(memory)));
    RetainableByteBuffer next = pool.acquire(SIZE, false);
    assertFalse(next.getByteBuffer().array() == memory);
    assertTrue(next.release());
    assertSame(
        "while another does",
        next.getByteBuffer().array(),
        pool.acquire(SIZE, false).getByteBuffer().array());
  }

  /** Where something stands in a buffer's memory, else -1. */
  private static int written(ByteBuffer buffer) {
    ByteBuffer memory = buffer.duplicate().clear();
    return memory.mismatch(ByteBuffer.allocate(memory.capacity()));
  }
}
