// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.jaxrs;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.apache.cxf.common.logging.AbstractDelegatingLogger;
import org.slf4j.LoggerFactory;

/**
 * CXF's log, without its messages: they quote addresses with their queries, and exceptions. What
 * matters of a failure is logged by {@code Failure}.
 */
public final class QuietLog extends AbstractDelegatingLogger {
  private final org.slf4j.Logger log;

  public QuietLog(String name, String bundle) {
    super(name, null);
    log = LoggerFactory.getLogger(name);
  }

  @Override
  public Level getLevel() {
    return Level.WARNING;
  }

  @Override
  public boolean isLoggable(Level level) {
    return level.intValue() >= Level.WARNING.intValue() && level != Level.OFF;
  }

  @Override
  protected void internalLogFormatted(String message, LogRecord event) {
    Throwable thrown = event.getThrown();
    log.debug("{} {}", event.getLevel(), thrown == null ? "" : thrown.getClass().getName());
  }
}
