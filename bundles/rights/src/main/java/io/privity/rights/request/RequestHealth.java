// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.rights.SubjectRequests.State;
import io.privity.rights.store.RequestRows;
import io.privity.rights.store.RequestRows.Count;
import java.time.Clock;
import java.util.List;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells how many requests are late, wait or come near their end, of all tenants together. */
@Component(
    service = HealthCheck.class,
    property = {HealthCheck.NAME + "=subject-requests", HealthCheck.TAGS + "=privity"})
public final class RequestHealth implements HealthCheck {
  private final RequestRows rows;
  private final Clock clock;

  @Activate
  public RequestHealth(@Reference RequestRows rows) {
    this(rows, Clock.systemUTC());
  }

  RequestHealth(RequestRows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  @Override
  public Result execute() {
    List<Count> counts = rows.counts(clock.millis());
    int overdue = counts.stream().mapToInt(Count::overdue).sum();
    int near = counts.stream().mapToInt(Count::near).sum();
    int waiting =
        counts.stream()
            .filter(count -> count.state().equals(State.WAITING.name()))
            .mapToInt(Count::all)
            .sum();
    FormattingResultLog result = new FormattingResultLog();
    if (overdue > 0 || near > 0 || waiting > 0) {
      result.warn("{} overdue, {} due within 7 days, {} waiting", overdue, near, waiting);
    } else {
      result.info("No request is late.");
    }
    return new Result(result);
  }
}
