// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.audit.AuditLog;
import io.privity.rights.ServerCaller;
import io.privity.rights.request.Deadline.Stage;
import io.privity.rights.store.RequestRow;
import io.privity.rights.store.RequestRow.Key;
import io.privity.rights.store.RequestRows;
import io.privity.rights.store.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Puts on the tenant's log that the time of a request runs out: once for each stage. */
@Component(service = Reminders.class)
public final class Reminders {
  private static final Duration AHEAD = Duration.ofDays(7);

  private final Sql sql;
  private final RequestRows rows;
  private final AuditLog audit;
  private final Clock clock;

  @Activate
  public Reminders(@Reference Sql sql, @Reference RequestRows rows, @Reference AuditLog audit) {
    this(sql, rows, audit, Clock.systemUTC());
  }

  Reminders(Sql sql, RequestRows rows, AuditLog audit, Clock clock) {
    this.sql = sql;
    this.rows = rows;
    this.audit = audit;
    this.clock = clock;
  }

  void remind() {
    long until = clock.instant().plus(AHEAD).toEpochMilli();
    rows.nearing(until, Stage.OVERDUE.ordinal()).forEach(this::remind);
  }

  private void remind(Key key) {
    sql.in(
        () -> {
          rows.lock(key).filter(row -> !row.state.isClosed()).ifPresent(this::remind);
          return null;
        });
  }

  private void remind(RequestRow row) {
    Stage stage = Deadline.stage(Instant.ofEpochMilli(row.due), clock.instant());
    if (stage.ordinal() > row.reminded) {
      row.reminded = stage.ordinal();
      rows.update(row);
      audit.record(ServerCaller.of(row.tenant), RequestFile.event("reminder", row, stage.code()));
    }
  }
}
