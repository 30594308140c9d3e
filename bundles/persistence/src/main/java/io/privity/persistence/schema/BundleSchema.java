// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.schema;

import io.privity.api.persistence.Schema;
import io.privity.api.persistence.StoreException;
import io.privity.persistence.gate.SchemaGate;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Hashtable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The schema of one started bundle, from the run of its changelog to the bundle's stop. */
final class BundleSchema implements Schema, Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(BundleSchema.class);
  private static final long RETRY_SECONDS = 5;

  private final BundleContext context;
  private final Bundle bundle;
  private final DataSource source;
  private final SchemaGate gate;
  private final ScheduledExecutorService executor;
  private ServiceRegistration<Schema> registration;
  private boolean closed;
  private volatile String failure;

  BundleSchema(
      BundleContext context,
      Bundle bundle,
      DataSource source,
      SchemaGate gate,
      ScheduledExecutorService executor) {
    this.context = context;
    this.bundle = bundle;
    this.source = source;
    this.gate = gate;
    this.executor = executor;
  }

  @Override
  public String bundle() {
    return bundle.getSymbolicName();
  }

  /** Why the changelog could not be run, or null. */
  String failure() {
    return failure;
  }

  synchronized boolean isReady() {
    return registration != null;
  }

  @Override
  public void run() {
    if (isClosed()) {
      return;
    }
    try {
      if (Migration.run(source, Changelog.of(bundle))) {
        LOG.info("The changelog of {} was run", bundle());
      }
      gate.look();
      failure = null;
    } catch (SQLException | StoreException e) {
      failed("The store is not available to run the changelog of " + bundle(), true);
      return;
    } catch (MigrationException e) {
      failed(e.getMessage(), e.isDatabaseFailure());
      return;
    } catch (IOException | RuntimeException e) {
      failed(
          "The changelog of " + bundle() + " could not be read: " + e.getClass().getSimpleName(),
          false);
      return;
    }
    if (!isClosed()) {
      register();
    }
  }

  private void failed(String reason, boolean again) {
    if (!reason.equals(failure)) {
      LOG.error("{}", reason);
    }
    failure = reason;
    if (again && !isClosed()) {
      try {
        executor.schedule(this, RETRY_SECONDS, TimeUnit.SECONDS);
      } catch (RejectedExecutionException e) {
        LOG.debug("Closing: the changelog of {} is not tried again", bundle());
      }
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  // Registered without holding the lock, since that starts the components that wait for it.
  private void register() {
    Hashtable<String, Object> properties = new Hashtable<>();
    properties.put(BUNDLE, bundle());
    ServiceRegistration<Schema> fresh = context.registerService(Schema.class, this, properties);
    synchronized (this) {
      if (!closed) {
        registration = fresh;
        return;
      }
    }
    fresh.unregister();
  }

  void close() {
    ServiceRegistration<Schema> last;
    synchronized (this) {
      closed = true;
      last = registration;
      registration = null;
    }
    if (last != null) {
      last.unregister();
    }
  }
}
