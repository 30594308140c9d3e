// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.privity.api.encryption.StoreKey;
import io.privity.api.persistence.Transactions;
import io.privity.persistence.derby.DerbyDatabase;
import io.privity.persistence.postgresql.PostgresDatabase;
import io.privity.persistence.schema.Changelog;
import io.privity.persistence.schema.Migration;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The store while it is open: the database that was found good, its pools, and its transactions.
 */
final class OpenStore implements AutoCloseable {
  private static final int RESERVE = 4;

  private final Database database;
  private final HikariDataSource pool;
  private final HikariDataSource reserve;
  private final ThreadTransactions transactions;

  private OpenStore(Database database, HikariDataSource pool, HikariDataSource reserve) {
    this.database = database;
    this.pool = pool;
    this.reserve = reserve;
    transactions = new ThreadTransactions(pool, reserve, database::requireIntact);
  }

  /**
   * Opens the store, migrates the tables of this bundle, and lets no older vault near it.
   *
   * @throws StoreRefusedException when the store or the vault is not what it has to be
   * @throws SQLException when the database can't be reached now
   * @throws IOException when its directory can't be read or written now
   */
  static OpenStore open(Settings settings, StoreKey key) throws SQLException, IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // the threads of Derby and of the pool inherit it, and stay
    thread.setContextClassLoader(OpenStore.class.getClassLoader());
    try {
      return opened(settings, key);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static OpenStore opened(Settings settings, StoreKey key)
      throws SQLException, IOException {
    Database database =
        settings.url().isBlank()
            ? DerbyDatabase.open(Path.of(settings.data(), "db"), key, settings.pageCache())
            : PostgresDatabase.of(settings.url(), settings.user(), settings.passwordFile());
    HikariDataSource pool = null;
    try {
      pool = pool(database, "privity", settings.poolSize());
      try (Connection connection = pool.getConnection()) {
        database.requireDurable(connection);
      }
      Migration.run(pool, Changelog.own());
      try (Connection connection = pool.getConnection()) {
        VaultFence.pass(connection, key.generation());
      }
      return new OpenStore(database, pool, pool(database, "privity-reserve", RESERVE));
    } catch (SQLException | RuntimeException | Error e) {
      if (pool != null) {
        pool.close();
      }
      database.close();
      throw e;
    }
  }

  private static HikariDataSource pool(Database database, String name, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(3));
    config.setValidationTimeout(TimeUnit.SECONDS.toMillis(1));
    config.setLeakDetectionThreshold(TimeUnit.MINUTES.toMillis(1));
    config.setInitializationFailTimeout(-1);
    database.configure(config);
    return new HikariDataSource(config);
  }

  DataSource dataSource() {
    return transactions;
  }

  Transactions transactions() {
    return transactions;
  }

  String description() {
    return database.description();
  }

  Optional<String> warning() {
    return database.warning();
  }

  /** True when a connection can be had and answers. */
  boolean isReachable() {
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Closes the pools, which cuts off who still works, and then the database. */
  @Override
  public void close() {
    reserve.close();
    pool.close();
    database.close();
  }
}
