// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.retention;

import io.privity.api.caller.Role;
import io.privity.api.problem.Trace;
import io.privity.rights.ServerCaller;
import io.privity.rights.access.Packages;
import io.privity.rights.erasure.Erasures;
import io.privity.rights.erasure.KeptData;
import io.privity.rights.store.RetentionStore;
import io.privity.rights.store.StandingStore;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done every night, at two o'clock UTC, and after each start what was cut short: erasures
 * are finished, data without a ground is destroyed, packages expire, and each tenant's retention
 * runs. Every step can be taken twice, also by two nodes at once.
 */
@Component(service = Night.class, immediate = true)
public final class Night {
  private static final Logger LOG = LoggerFactory.getLogger(Night.class);
  private static final LocalTime HOUR = LocalTime.of(2, 0);
  private static final Duration DAY = Duration.ofDays(1);

  private final Erasures erasures;
  private final KeptData kept;
  private final Packages packages;
  private final RetentionRun retention;
  private final RetentionStore rules;
  private final StandingStore standings;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "privity-rights-night");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public Night(
      @Reference Erasures erasures,
      @Reference KeptData kept,
      @Reference Packages packages,
      @Reference RetentionRun retention,
      @Reference RetentionStore rules,
      @Reference StandingStore standings) {
    this.erasures = erasures;
    this.kept = kept;
    this.packages = packages;
    this.retention = retention;
    this.rules = rules;
    this.standings = standings;
    clockwork.execute(() -> step("unfinished erasures", erasures::resume));
    ZonedDateTime now = Clock.systemUTC().instant().atZone(ZoneOffset.UTC);
    ZonedDateTime next = now.with(HOUR);
    if (!next.isAfter(now)) {
      next = next.plusDays(1);
    }
    clockwork.scheduleAtFixedRate(
        this::run, Duration.between(now, next).toSeconds(), DAY.toSeconds(), TimeUnit.SECONDS);
  }

  /** One night's work, now. */
  public void run() {
    step("unfinished erasures", erasures::resume);
    step("retained data", kept::end);
    step("packages", packages::expire);
    Set<UUID> tenants = new TreeSet<>(rules.tenantsWithRules());
    tenants.addAll(standings.tenants());
    tenants.forEach(
        tenant ->
            step("retention", () -> retention.run(ServerCaller.of(tenant, Role.PRIVACY_OFFICER))));
  }

  static void step(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("tomorrow again: the night's work on {} failed{}", what, Trace.of(e));
    }
  }

  @Deactivate
  public void close() {
    clockwork.shutdownNow();
  }
}
