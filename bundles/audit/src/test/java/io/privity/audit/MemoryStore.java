// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.api.persistence.StoreException;
import io.privity.api.persistence.Transactions;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;

/**
 * A Derby store in memory with this bundle's changelog, and transactions on it that keep their
 * contract. It can be told to fail: at some statement, or in a commit, before or after it.
 */
final class MemoryStore implements DataSource, Transactions {
  private static final String URL = "jdbc:derby:memory:audit;create=true";
  private static final String[] TABLES = {
    "audit_server", "audit_pending", "audit_head", "audit_segment", "audit_tile", "audit_checkpoint"
  };
  private static final Set<Integer> BINARY =
      Set.of(Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);
  private static boolean migrated;

  private final ThreadLocal<Unit> units = new ThreadLocal<>();
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
  final AtomicInteger commits = new AtomicInteger();

  /** Fails the statement after so many; negative for never. */
  final AtomicInteger statementsLeft = new AtomicInteger(-1);

  volatile boolean failBeforeCommit;
  volatile boolean failAfterCommit;

  /** Runs before each commit. */
  volatile Runnable beforeCommit = () -> {};

  private static final class Unit {
    final Connection connection;
    final List<Runnable> afterCommit = new ArrayList<>();
    boolean doomed;

    Unit(Connection connection) {
      this.connection = connection;
    }
  }

  /** An empty store. */
  static MemoryStore create() throws Exception {
    synchronized (MemoryStore.class) {
      if (!migrated) {
        try (Connection connection = DriverManager.getConnection(URL)) {
          new Liquibase(
                  "db/audit.xml",
                  new ClassLoaderResourceAccessor(MemoryStore.class.getClassLoader()),
                  DatabaseFactory.getInstance()
                      .findCorrectDatabaseImplementation(new JdbcConnection(connection)))
              .update("");
        }
        migrated = true;
      }
    }
    MemoryStore store = new MemoryStore();
    for (String table : TABLES) {
      store.update("DELETE FROM " + table);
    }
    return store;
  }

  void update(String sql, Object... values) throws SQLException {
    try (Connection connection = getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  long count(String table) throws SQLException {
    try (Connection connection = getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      result.next();
      return result.getLong(1);
    }
  }

  /** Everything in the tables, bytes as Latin-1. */
  String dump() throws SQLException {
    StringBuilder dump = new StringBuilder();
    try (Connection connection = getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
          int columns = rows.getMetaData().getColumnCount();
          while (rows.next()) {
            for (int i = 1; i <= columns; i++) {
              boolean binary = BINARY.contains(rows.getMetaData().getColumnType(i));
              dump.append(
                      binary
                          ? new String(rows.getBytes(i), StandardCharsets.ISO_8859_1)
                          : rows.getString(i))
                  .append('\n');
            }
          }
        }
      }
    }
    return dump.toString();
  }

  @Override
  public Connection getConnection() throws SQLException {
    Unit unit = units.get();
    if (unit != null) {
      return lent(unit.connection, () -> {});
    }
    Connection connection = take();
    return lent(connection, () -> idle.push(connection));
  }

  private Connection take() throws SQLException {
    Connection connection = idle.poll();
    return connection == null ? DriverManager.getConnection(URL) : connection;
  }

  private Connection lent(Connection connection, Runnable onClose) {
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                onClose.run();
                return null;
              }
              if (method.getName().equals("prepareStatement")
                  && statementsLeft.get() >= 0
                  && statementsLeft.getAndDecrement() == 0) {
                throw new SQLException("told to fail at this statement");
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public <T> T call(Work<T> work) {
    Unit unit = units.get();
    if (unit == null) {
      return apart(work);
    }
    try {
      return work.run();
    } catch (RuntimeException e) {
      unit.doomed = true;
      throw e;
    } catch (Exception e) {
      unit.doomed = true;
      throw StoreException.unavailable(e);
    }
  }

  @Override
  public <T> T apart(Work<T> work) {
    Unit outer = units.get();
    Connection connection = null;
    Unit unit;
    T result;
    try {
      connection = take();
      connection.setAutoCommit(false);
      unit = new Unit(connection);
      units.set(unit);
      try {
        result = work.run();
        if (failBeforeCommit || unit.doomed) {
          throw new SQLException("told to fail before the commit");
        }
        beforeCommit.run();
        connection.commit();
        commits.incrementAndGet();
        if (failAfterCommit) {
          throw new SQLException("told to fail after the commit");
        }
      } catch (Throwable e) {
        connection.rollback();
        throw e;
      } finally {
        units.set(outer);
        connection.setAutoCommit(true);
        idle.push(connection);
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw StoreException.unavailable(e);
    }
    unit.afterCommit.forEach(Runnable::run);
    return result;
  }

  @Override
  public boolean isActive() {
    return units.get() != null;
  }

  @Override
  public void afterCommit(Runnable action) {
    units.get().afterCommit.add(action);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
