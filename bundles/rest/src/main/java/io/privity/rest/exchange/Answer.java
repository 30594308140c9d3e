// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.exchange;

import io.privity.api.audit.Recording;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer on its way: kept in memory until it is whole, so that it leaves in one piece with its
 * length, or not at all. One that grows too large for that is streamed. Used by one thread at a
 * time.
 */
public final class Answer extends OutputStream {
  /** Answers up to this size are kept whole. */
  public static final int WHOLE = 256 * 1024;

  private static final int FIRST = 1024;
  private static final int BUFFER = 16 * 1024;
  private static final byte[] EMPTY = {};

  /** Sends the head of the answer, and gives the way for its body. */
  @FunctionalInterface
  public interface Streaming {
    OutputStream start(Answer head) throws IOException;
  }

  private final Streaming streaming;
  private final Map<String, String> headers = new LinkedHashMap<>(4);
  private int status;
  private String contentType;
  private byte[] body = EMPTY;
  private int length;
  private long leaf = -1;
  private Recording recording = Recording.DURABLE;
  private boolean whole;
  private boolean broken;
  private boolean gone;
  private OutputStream stream;

  /**
   * @param streaming what to do with a large answer; null refuses it
   */
  public Answer(Streaming streaming) {
    this.streaming = streaming;
  }

  public int status() {
    return status;
  }

  public void status(int newStatus) {
    status = newStatus;
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  public String contentType() {
    return contentType;
  }

  public void contentType(String type) {
    contentType = type;
  }

  /** Headers beside {@code Content-Type} and {@code Content-Length}. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The leaf of the subject whom the answer is about; negative when none is known. */
  public long leaf() {
    return leaf;
  }

  public void leaf(long subject) {
    leaf = subject;
  }

  /** What the answer waits for before anything of it leaves. */
  public Recording recording() {
    return recording;
  }

  public void leaveAfter(Recording trace) {
    recording = trace;
  }

  public byte[] body() {
    return body.length == length ? body : Arrays.copyOf(body, length);
  }

  /** The array that holds the body in its first {@link #length} bytes. */
  public byte[] bytes() {
    return body;
  }

  public int length() {
    return length;
  }

  /** True once the head has left, after which nothing can be taken back. */
  public boolean isStreaming() {
    return stream != null;
  }

  /** Drops what is still written: the answer that is leaving can't be ended well. */
  public void breakOff() {
    broken = true;
  }

  /**
   * True when the connection has to be cut, so that the client sees that the answer is not whole.
   */
  public boolean isBroken() {
    return broken;
  }

  /** True when the client stopped taking the answer. */
  public boolean isUnwanted() {
    return gone;
  }

  /** Keeps the answer in memory whatever its size, up to {@link #WHOLE}; a larger one fails. */
  public void keepWhole() {
    whole = true;
  }

  /** Forgets everything but what has left already. */
  public void reset() {
    if (stream != null) {
      throw new IllegalStateException("the answer is leaving");
    }
    headers.clear();
    status = 0;
    contentType = null;
    body = EMPTY;
    length = 0;
    leaf = -1;
    recording = Recording.DURABLE;
  }

  /** Takes the array itself as the whole body; nobody may change it any more. */
  public void take(byte[] bytes) {
    if (length > 0 || stream != null) {
      throw new IllegalStateException("there is a body already");
    }
    body = bytes;
    length = bytes.length;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    if (broken) {
      return;
    }
    if (stream == null && length + count > WHOLE) {
      overflow();
    }
    if (stream != null) {
      leave(bytes, offset, count);
      return;
    }
    if (length + count > body.length) {
      body = Arrays.copyOf(body, Math.max(length + count, Math.max(FIRST, body.length * 2)));
    }
    System.arraycopy(bytes, offset, body, length, count);
    length += count;
  }

  private void leave(byte[] bytes, int offset, int count) throws IOException {
    try {
      stream.write(bytes, offset, count);
    } catch (IOException e) {
      gone = true;
      throw e;
    }
  }

  private void overflow() throws IOException {
    if (whole || streaming == null) {
      throw new IOException("answer too large");
    }
    // small writes must not become TLS records of their own
    stream = new BufferedOutputStream(streaming.start(this), BUFFER);
    leave(body, 0, length);
    body = EMPTY;
    length = 0;
  }

  /** Ends a streamed body; nothing to do for a whole one. */
  public void finish() throws IOException {
    if (stream != null && !broken) {
      stream.close();
    }
  }
}
