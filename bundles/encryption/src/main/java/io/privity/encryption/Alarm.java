// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the records that failed their integrity check, and tells the operator of each. */
public final class Alarm {
  private static final Logger LOG = LoggerFactory.getLogger(Alarm.class);

  private final AtomicLong count = new AtomicLong();

  /**
   * @param tenant null for what is the operator's own
   */
  void raise(UUID tenant) {
    long now = count.incrementAndGet();
    LOG.error(
        "ALARM: a sealed record of {} failed its integrity check and was not opened ({} since the"
            + " start)",
        tenant == null ? "the operator" : "tenant " + tenant,
        now);
  }

  long count() {
    return count.get();
  }
}
