// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A bundle's tables, in plain SQL that Derby and PostgreSQL both take. Each call joins the open
 * transaction or makes its own. Values are text, numbers and bytes, in the order of the statement's
 * parameters. Thread-safe.
 */
public class Statements {
  private static final int FETCHED = 100;

  private final Connections connections;
  private final Transactions transactions;

  /** Where connections come from: the {@code getConnection} of the store's {@code DataSource}. */
  @FunctionalInterface
  public interface Connections {
    Connection open() throws SQLException;
  }

  /** Reads one row. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  public Statements(Connections connections, Transactions transactions) {
    this.connections = connections;
    this.transactions = transactions;
  }

  /**
   * @return how many rows were changed
   */
  public int update(String sql, Object... values) {
    return with(
        sql,
        statement -> {
          bind(statement, values);
          return statement.executeUpdate();
        });
  }

  /** The same statement for many. */
  public void batch(String sql, Collection<Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    with(
        sql,
        statement -> {
          for (Object[] values : rows) {
            bind(statement, values);
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  public <T> List<T> list(String sql, Row<T> reader, Object... values) {
    return with(
        sql,
        statement -> {
          bind(statement, values);
          List<T> list = new ArrayList<>();
          each(statement, reader, list::add);
          return list;
        });
  }

  /** The first row. */
  public <T> Optional<T> one(String sql, Row<T> reader, Object... values) {
    return list(sql, reader, values).stream().findFirst();
  }

  /** Hands over the rows as they are read, in memory that does not grow with them. */
  public <T> void forEach(String sql, Row<T> reader, Consumer<T> sink, Object... values) {
    with(
        sql,
        statement -> {
          statement.setFetchSize(FETCHED);
          bind(statement, values);
          each(statement, reader, sink);
          return null;
        });
  }

  private static <T> void each(PreparedStatement statement, Row<T> reader, Consumer<T> sink)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        sink.accept(reader.read(rows));
      }
    }
  }

  private <T> T with(String sql, Use<T> use) {
    return transactions.call(
        () -> {
          try (Connection connection = connections.open();
              PreparedStatement statement = connection.prepareStatement(sql)) {
            return use.of(statement);
          }
        });
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof byte[] bytes) {
        statement.setBytes(i + 1, bytes);
      } else {
        statement.setObject(i + 1, values[i]);
      }
    }
  }
}
