// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.api.caller.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prunes once a day and after each start, in steps between which entries get their place. For one
 * thread, but for {@link #isFailing}.
 */
final class DailyPruning {
  private static final String PRINCIPAL = "audit";
  private static final Logger LOG = LoggerFactory.getLogger(DailyPruning.class);

  private final Retention retention;
  private Retention.Run run;
  private long doneDay = -1;
  private volatile boolean failing;

  DailyPruning(Retention retention) {
    this.retention = retention;
  }

  /** True when the newest run failed. */
  boolean isFailing() {
    return failing;
  }

  /** True while a run is under way. */
  boolean isUnderWay() {
    return run != null;
  }

  /** Goes on by a step, unless this day's run has ended. */
  void step(long day) {
    if (run == null && day == doneDay) {
      return;
    }
    try {
      if (run == null) {
        run = retention.begin(Caller.operator(PRINCIPAL));
      }
      if (run.step()) {
        return;
      }
      failing = run.report().misfits() > 0;
    } catch (RuntimeException e) {
      LOG.error("Old audit entries were not pruned; it is tried again tomorrow.", e);
      failing = true;
    }
    run = null;
    doneDay = day;
  }
}
