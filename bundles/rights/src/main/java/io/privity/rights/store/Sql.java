// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.store;

import io.privity.api.persistence.Schema;
import io.privity.api.persistence.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The tables of this bundle, in plain SQL that Derby and PostgreSQL both take. Each call joins the
 * open transaction or makes its own. No value is null. Thread-safe.
 */
@Component(service = Sql.class)
public final class Sql {
  private static final String EMBEDDED = "Derby";

  private final DataSource source;
  private final Transactions transactions;

  /** Reads one row. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  @Activate
  public Sql(
      @Reference(target = "(osgi.jndi.service.name=privity)") DataSource source,
      @Reference Transactions transactions,
      @Reference(target = "(bundle=io.privity.rights)") Schema schema) {
    this(source, transactions);
  }

  /** For tests, over tables that were made before. */
  public Sql(DataSource source, Transactions transactions) {
    this.source = source;
    this.transactions = transactions;
  }

  /** Runs work in the thread's transaction, or in a new one. */
  public <T> T in(Transactions.Work<T> work) {
    return transactions.call(work);
  }

  /** Runs work in a transaction of its own, which stays when the open one rolls back. */
  public <T> T apart(Transactions.Work<T> work) {
    return transactions.apart(work);
  }

  /** Has the action run once the open transaction is durable. */
  public void afterCommit(Runnable action) {
    transactions.afterCommit(action);
  }

  /** True for the embedded store, which this server alone uses. */
  public boolean isEmbedded() {
    return in(
        () -> {
          try (Connection connection = source.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().contains(EMBEDDED);
          }
        });
  }

  /**
   * @param values text, numbers and bytes, in the order of the statement's parameters
   * @return how many rows were changed
   */
  public int update(String sql, Object... values) {
    return in(
        () -> {
          try (Connection connection = source.getConnection();
              PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
          }
        });
  }

  public <T> List<T> list(String sql, Row<T> reader, Object... values) {
    return in(
        () -> {
          try (Connection connection = source.getConnection();
              PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
              List<T> list = new ArrayList<>();
              while (rows.next()) {
                list.add(reader.read(rows));
              }
              return list;
            }
          }
        });
  }

  /** Removes a tenant's rows from tables. */
  public void removeTenant(UUID tenant, String... tables) {
    in(
        () -> {
          for (String table : tables) {
            update("DELETE FROM " + table + " WHERE tenant = ?", tenant.toString());
          }
          return null;
        });
  }

  /** The first row. */
  public <T> Optional<T> one(String sql, Row<T> reader, Object... values) {
    return list(sql, reader, values).stream().findFirst();
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
