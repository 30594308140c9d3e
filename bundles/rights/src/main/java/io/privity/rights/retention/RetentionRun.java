// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.retention;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.problem.Trace;
import io.privity.rights.Ids;
import io.privity.rights.erasure.Erasures;
import io.privity.rights.request.TimeZones;
import io.privity.rights.store.RetentionStore;
import io.privity.rights.store.RetentionStore.Run;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Erases a tenant's subjects whose time is over; holds keep what they keep. */
@Component(service = RetentionRun.class)
public final class RetentionRun {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionRun.class);

  /** What the erasures name as their reason, beside the run's id. */
  static final String REASON = "retention:";

  private static final int SHOWN = 100;
  private static final int PROGRESS_EVERY = 100;

  private final RetentionPlan plan;
  private final TimeZones zones;
  private final Erasures erasures;
  private final RetentionStore store;
  private final AuditLog audit;
  private final Clock clock;

  /**
   * What a run would do now.
   *
   * @param due how many subjects
   * @param first the first of them, by contact, each with the event that its time counts from
   */
  public record Preview(int due, List<Item> first) {}

  /** A subject whose time is over. */
  public record Item(String contact, Instant since) {}

  @Activate
  public RetentionRun(
      @Reference RetentionPlan plan,
      @Reference TimeZones zones,
      @Reference Erasures erasures,
      @Reference RetentionStore store,
      @Reference AuditLog audit) {
    this(plan, zones, erasures, store, audit, Clock.systemUTC());
  }

  RetentionRun(
      RetentionPlan plan,
      TimeZones zones,
      Erasures erasures,
      RetentionStore store,
      AuditLog audit,
      Clock clock) {
    this.plan = plan;
    this.zones = zones;
    this.erasures = erasures;
    this.store = store;
    this.audit = audit;
    this.clock = clock;
  }

  /** A dry run. */
  public Preview preview(Caller caller) {
    List<RetentionPlan.Over> over = plan.of(caller, zones.of(caller));
    audit.recordRead(
        caller,
        AuditEvent.list(
            "rights.preview-retention",
            over.stream().limit(SHOWN).mapToLong(one -> one.subject().leaf()).toArray(),
            "retention"));
    return new Preview(
        over.size(),
        over.stream().limit(SHOWN).map(one -> new Item(one.subject().id(), one.since())).toList());
  }

  /** Runs, and answers how it went. One that finds nobody leaves no run behind. */
  Run run(Caller caller) {
    List<RetentionPlan.Over> over = plan.of(caller, zones.of(caller));
    Instant now = clock.instant();
    Run run = new Run(Ids.next(now), now.toEpochMilli(), -1, over.size(), 0, 0, 0);
    if (over.isEmpty()) {
      return run;
    }
    store.insert(caller.tenant(), run);
    for (int i = 0; i < over.size(); i++) {
      run = step(caller, over.get(i), run);
      if (i % PROGRESS_EVERY == 0) {
        store.update(caller.tenant(), run);
      }
    }
    Run done =
        new Run(
            run.id(),
            run.started(),
            clock.millis(),
            run.due(),
            run.erased(),
            run.waiting(),
            run.failed());
    store.update(caller.tenant(), done);
    return done;
  }

  private Run step(Caller caller, RetentionPlan.Over over, Run run) {
    boolean done = false;
    boolean failed = false;
    try {
      done = erasures.erase(caller, over.subject(), REASON + run.id());
    } catch (RuntimeException e) {
      LOG.warn("a retention erasure failed{}", Trace.of(e));
      failed = true;
    }
    return new Run(
        run.id(),
        run.started(),
        -1,
        run.due(),
        run.erased() + (done ? 1 : 0),
        run.waiting() + (done || failed ? 0 : 1),
        run.failed() + (failed ? 1 : 0));
  }
}
