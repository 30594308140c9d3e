// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence;

import io.privity.api.encryption.StoreKey;
import io.privity.api.persistence.Transactions;
import io.privity.persistence.schema.MigrationException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Hashtable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the store when its key is there, and closes it when the key goes. The DataSource and the
 * transactions are registered while the store was found good; when it was not, the health check
 * says why.
 */
@Component(
    service = HealthCheck.class,
    immediate = true,
    configurationPid = "io.privity.persistence",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = {HealthCheck.NAME + "=store", HealthCheck.TAGS + "=privity"})
@Designate(ocd = Settings.class)
public final class Store implements HealthCheck {
  private static final Logger LOG = LoggerFactory.getLogger(Store.class);
  private static final long RETRY_SECONDS = 5;

  private final BundleContext context;
  private final StoreKey key;
  private final Settings settings;
  private final ScheduledExecutorService retries =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "privity-store");
            thread.setDaemon(true);
            return thread;
          });
  private ServiceRegistration<?> dataSource;
  private ServiceRegistration<?> transactions;
  private boolean closed;
  private volatile OpenStore open;
  private volatile Result state =
      new Result(Result.Status.TEMPORARILY_UNAVAILABLE, "The store is being opened");

  @Activate
  public Store(BundleContext context, @Reference StoreKey key, Settings settings) {
    if (settings.data() == null || settings.data().isBlank()) {
      throw new IllegalArgumentException("io.privity.persistence: data is not set");
    }
    this.context = context;
    this.key = key;
    this.settings = settings;
    open();
  }

  private synchronized void open() {
    if (closed) {
      return;
    }
    try {
      open = OpenStore.open(settings, key);
    } catch (SQLException | IOException e) {
      tryAgain("The store can't be opened now: " + SqlFailures.name(e), SqlFailures.words(e));
      return;
    } catch (MigrationException e) {
      if (e.isDatabaseFailure()) {
        tryAgain(e.getMessage(), "");
      } else {
        refuse(e.getMessage());
      }
      return;
    } catch (StoreRefusedException e) {
      refuse(e.getMessage());
      return;
    } catch (RuntimeException e) {
      refuse("It could not be opened: " + e.getClass().getName());
      return;
    }
    register();
  }

  private void refuse(String why) {
    state = new Result(Result.Status.CRITICAL, why);
    LOG.error("The store stays closed. {}", why);
  }

  /** Anybody may ask for the health: the detail is for the log alone. */
  private void tryAgain(String why, String detail) {
    LOG.error("{}{}; trying again", why, detail);
    state = new Result(Result.Status.TEMPORARILY_UNAVAILABLE, why);
    retries.schedule(this::open, RETRY_SECONDS, TimeUnit.SECONDS);
  }

  private void register() {
    LOG.info("The store is open: {}", open.description());
    Hashtable<String, Object> properties = new Hashtable<>();
    properties.put("osgi.jndi.service.name", "privity");
    transactions =
        context.registerService(
            Transactions.class, open.transactions(), new Hashtable<String, Object>());
    dataSource = context.registerService(DataSource.class, open.dataSource(), properties);
  }

  @Deactivate
  synchronized void close() {
    closed = true;
    retries.shutdown();
    if (open != null) {
      dataSource.unregister();
      transactions.unregister();
      open.close();
      open = null;
      state = new Result(Result.Status.TEMPORARILY_UNAVAILABLE, "The store is closed");
    }
  }

  @Override
  public Result execute() {
    OpenStore store = open;
    if (store == null) {
      return state;
    }
    if (!store.isReachable()) {
      return new Result(Result.Status.TEMPORARILY_UNAVAILABLE, "The store does not answer");
    }
    return store
        .warning()
        .map(warning -> new Result(Result.Status.WARN, warning))
        .orElseGet(() -> new Result(Result.Status.OK, store.description()));
  }
}
