// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.schema;

import io.privity.persistence.gate.SchemaGate;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;

/**
 * Runs the changelog of each bundle that names one as the bundle starts, one at a time on a thread
 * of its own, has the gate look at the tables, and takes the bundle's {@code Schema} service away
 * as it stops. The tables stay.
 */
@Component(
    service = HealthCheck.class,
    immediate = true,
    property = {HealthCheck.NAME + "=migrations", HealthCheck.TAGS + "=privity"})
public final class ChangelogExtender implements HealthCheck, BundleTrackerCustomizer<BundleSchema> {
  private final BundleContext context;
  private final DataSource source;
  private final SchemaGate gate;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "privity-migrations");
            thread.setDaemon(true);
            return thread;
          });
  private final BundleTracker<BundleSchema> bundles;

  @Activate
  public ChangelogExtender(
      BundleContext context,
      @Reference(target = "(osgi.jndi.service.name=privity)") DataSource source,
      @Reference SchemaGate gate) {
    this.context = context;
    this.source = source;
    this.gate = gate;
    bundles = new BundleTracker<>(context, Bundle.STARTING | Bundle.ACTIVE, this);
    bundles.open();
  }

  @Deactivate
  void close() {
    bundles.close();
    executor.shutdown();
    try {
      // a changelog that is being run may come to its end before the store closes
      executor.awaitTermination(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public BundleSchema addingBundle(Bundle bundle, BundleEvent event) {
    if (bundle.getHeaders("").get(Changelog.HEADER) == null) {
      return null;
    }
    BundleSchema schema = new BundleSchema(context, bundle, source, gate, executor);
    executor.execute(schema);
    return schema;
  }

  @Override
  public void modifiedBundle(Bundle bundle, BundleEvent event, BundleSchema schema) {
    // from STARTING to ACTIVE: nothing changes
  }

  @Override
  public void removedBundle(Bundle bundle, BundleEvent event, BundleSchema schema) {
    schema.close();
  }

  @Override
  public Result execute() {
    FormattingResultLog log = new FormattingResultLog();
    int done = 0;
    for (BundleSchema schema : bundles.getTracked().values()) {
      String failure = schema.failure();
      if (failure != null) {
        log.critical("{}", failure);
      } else if (schema.isReady()) {
        done++;
      } else {
        log.temporarilyUnavailable("The changelog of {} is being run", schema.bundle());
      }
    }
    log.info("The tables of {} bundles are up to date", done);
    return new Result(log);
  }
}
