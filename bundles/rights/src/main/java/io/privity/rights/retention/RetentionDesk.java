// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.retention;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.rights.store.RetentionStore;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Retention runs as the tenant's people see and start them. */
@Component(service = RetentionDesk.class)
public final class RetentionDesk {
  private final RetentionRun retention;
  private final RetentionStore store;
  private final AuditLog audit;

  /**
   * A run.
   *
   * @param finishedAt null while it goes on
   * @param due how many subjects' time was over
   * @param waiting how many wait for a holder that is away
   */
  public record Run(
      String id,
      Instant startedAt,
      Instant finishedAt,
      long due,
      long erased,
      long waiting,
      long failed) {}

  @Activate
  public RetentionDesk(
      @Reference RetentionRun retention,
      @Reference RetentionStore store,
      @Reference AuditLog audit) {
    this.retention = retention;
    this.store = store;
    this.audit = audit;
  }

  /** Runs now, and answers when it is done. */
  public Run run(Caller caller) {
    return shown(retention.run(caller));
  }

  /** Some runs, the newest first. */
  public List<Run> list(Caller caller, String before, int limit) {
    List<Run> runs =
        store.runs(caller.tenant(), before, limit).stream().map(RetentionDesk::shown).toList();
    audit.recordRead(caller, AuditEvent.list("rights.retention-runs", new long[0], "retention"));
    return runs;
  }

  private static Run shown(RetentionStore.Run run) {
    return new Run(
        run.id(),
        Instant.ofEpochMilli(run.started()),
        run.finished() < 0 ? null : Instant.ofEpochMilli(run.finished()),
        run.due(),
        run.erased(),
        run.waiting(),
        run.failed());
  }
}
