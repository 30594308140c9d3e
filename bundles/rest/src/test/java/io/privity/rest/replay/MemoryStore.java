// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.replay;

import io.privity.api.persistence.StoreException;
import io.privity.api.persistence.Transactions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;

/** Derby in memory, and transactions bound to the thread, as persistence has them. */
final class MemoryStore implements Transactions {
  private final String url;
  private final ThreadLocal<Connection> open = new ThreadLocal<>();
  volatile boolean failCommit;

  private MemoryStore(String name) throws SQLException {
    System.setProperty("derby.stream.error.field", "java.lang.System.err");
    url = "jdbc:derby:memory:" + name + ";create=true";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table rest_idempotency (tenant char(36) not null, principal varchar(64) not"
              + " null, keyhash char(64) not null, request char(64) not null, expires bigint not"
              + " null, leaf bigint, answer blob, constraint rest_idempotency_pk primary key"
              + " (tenant, principal, keyhash))");
    }
  }

  static MemoryStore fresh() {
    try {
      return new MemoryStore(UUID.randomUUID().toString());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Gives the thread's connection, whose close does nothing. */
  DataSource dataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, args) -> unclosed(open.get()));
  }

  private static Connection unclosed(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, args) -> {
              try {
                return method.getName().equals("close") ? null : method.invoke(connection, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public <T> T call(Work<T> work) {
    if (open.get() != null) {
      return run(work);
    }
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      open.set(connection);
      try {
        T result = run(work);
        if (failCommit) {
          throw StoreException.unavailable(null);
        }
        connection.commit();
        return result;
      } finally {
        open.remove();
        connection.rollback();
      }
    } catch (SQLException e) {
      throw StoreException.unavailable(e);
    }
  }

  private static <T> T run(Work<T> work) {
    try {
      return work.run();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw StoreException.unavailable(e);
    }
  }

  void clear() throws SQLException {
    failCommit = false;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("delete from rest_idempotency");
    }
  }

  int count(String table) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Override
  public <T> T apart(Work<T> work) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isActive() {
    return open.get() != null;
  }

  @Override
  public void afterCommit(Runnable action) {
    throw new UnsupportedOperationException();
  }
}
