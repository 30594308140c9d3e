// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import java.util.List;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells whether the log is open, up to date and anchored. */
@Component(
    service = HealthCheck.class,
    property = {HealthCheck.NAME + "=audit", HealthCheck.TAGS + "=privity"})
public final class AuditHealth implements HealthCheck {
  private final AuditGate gate;

  @Activate
  public AuditHealth(@Reference AuditGate gate) {
    this.gate = gate;
  }

  @Override
  public Result execute() {
    FormattingResultLog result = new FormattingResultLog();
    List<String> rolledBack = gate.rolledBack();
    for (String log : rolledBack) {
      result.critical("store-rolled-back: {}", log);
    }
    if (!rolledBack.isEmpty()) {
      result.critical(
          "store-rolled-back: nothing is served. Bring back the newer database; or, after a restore"
              + " or a loss that can't be undone, accept it with privity:audit-new-epoch.");
    }
    List<String> troubles = gate.troubles();
    for (String trouble : troubles) {
      result.critical("{}", trouble);
    }
    if (gate.isPruningFailing()) {
      result.warn(
          "Entries older than the retention could not all be pruned: see the server's log.");
    }
    if (rolledBack.isEmpty() && troubles.isEmpty()) {
      result.info("The log is open, up to date and anchored.");
    }
    return new Result(result);
  }
}
