// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.derby;

import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what Derby would write to derby.log. Of a damaged page Derby writes all that is on it,
 * decrypted, so nothing of it is kept but the codes of the errors.
 */
public final class ErrorSink extends OutputStream {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorSink.class);
  private static final Pattern STATE = Pattern.compile("\\b(?:ERROR|SQLSTATE:) ([0-9A-Z]{5})\\b");
  // Opening the store without a key has to fail, and does so at each start.
  private static final Set<String> EXPECTED = Set.of("XBM06", "XJ040", "XJ004", "08006", "XJ015");
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int MAX_LINE = 200;

  private final StringBuilder line = new StringBuilder();
  private final Map<String, Long> logged = new HashMap<>();

  private ErrorSink() {}

  /** Derby calls it by name: the property {@code derby.stream.error.method}. */
  public static OutputStream stream() {
    return new ErrorSink();
  }

  @Override
  public synchronized void write(int b) {
    if (b == '\n') {
      examine();
      line.setLength(0);
    } else if (line.length() < MAX_LINE) {
      line.append((char) (b & 0x7f));
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  private void examine() {
    Matcher matcher = STATE.matcher(line);
    if (!matcher.find() || EXPECTED.contains(matcher.group(1))) {
      return;
    }
    long now = System.nanoTime();
    Long last = logged.get(matcher.group(1));
    if (last == null || now - last > QUIET_NANOS) {
      logged.put(matcher.group(1), now);
      LOG.warn("Derby reports error {}", matcher.group(1));
    }
  }
}
