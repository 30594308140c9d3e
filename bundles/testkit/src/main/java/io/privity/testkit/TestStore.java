// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.privity.api.persistence.Schema;
import io.privity.api.persistence.Transactions;
import io.privity.persistence.ThreadTransactions;
import io.privity.persistence.derby.ErrorSink;
import io.privity.persistence.schema.Changelog;
import io.privity.persistence.schema.Migration;
import io.privity.persistence.schema.SchemaRegister;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.derby.jdbc.EmbeddedDataSource;

/**
 * A store for tests: Derby in memory, with the product's migration, transactions and pool over it.
 * To make one takes a second; the tests of a bundle share one, and use tenants of their own.
 */
public final class TestStore {
  private static final Set<Integer> BINARY =
      Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);

  private static final int POOL = 16;

  private final Faults faults = new Faults();
  private final List<String> bundles = new ArrayList<>();
  private final ThreadTransactions transactions;

  /**
   * A new store with the tables of these changelogs.
   *
   * @param changelogs where they lie on the class path, such as {@code db/contacts.xml}; the bundle
   *     of that one is {@code io.privity.contacts}
   */
  public static TestStore migrated(String... changelogs) {
    try {
      return new TestStore(changelogs);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private TestStore(String... changelogs) throws SQLException {
    System.setProperty("derby.stream.error.method", ErrorSink.class.getName() + ".stream");
    EmbeddedDataSource derby = new FaultyDerby(faults);
    derby.setDatabaseName("memory:" + UUID.randomUUID());
    derby.setCreateDatabase("create");
    DataSource pool = pool(derby);
    Migration.run(pool, Changelog.own());
    for (String path : changelogs) {
      ClassPathChangelog changelog = ClassPathChangelog.at(path);
      Migration.run(pool, changelog.changelog());
      bundles.add(changelog.bundle());
    }
    transactions = new ThreadTransactions(pool, pool(derby), connection -> {});
  }

  private static DataSource pool(DataSource derby) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(derby);
    config.setMaximumPoolSize(POOL);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  private static final class FaultyDerby extends EmbeddedDataSource {
    private static final long serialVersionUID = 1L;

    private final transient Faults faults;

    FaultyDerby(Faults faults) {
      this.faults = faults;
    }

    @Override
    public Connection getConnection() throws SQLException {
      return faults.in(super.getConnection());
    }
  }

  /** The store's connections, which take part in its transactions. */
  public DataSource dataSource() {
    return transactions;
  }

  public Transactions transactions() {
    return transactions;
  }

  /** The marker of the first changelog's bundle. */
  public Schema schema() {
    return () -> bundles.get(0);
  }

  /** A template for a unit that some {@code META-INF/persistence.xml} names. */
  public JpaTemplate jpa(String unit) {
    return new UnitTemplate(unit, dataSource());
  }

  /** What goes wrong from now on. */
  public Faults faults() {
    return faults;
  }

  /** Deletes all rows of all tables, and has nothing go wrong any more. */
  public void clear() {
    faults.none();
    with(
        connection -> {
          for (String table : tables(connection)) {
            try (Statement statement = connection.createStatement()) {
              statement.execute("DELETE FROM " + table);
            }
          }
          return null;
        });
  }

  public long count(String table) {
    return with(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  /**
   * Changes rows behind the back of the code.
   *
   * @return how many
   */
  public int update(String sql, Object... values) {
    return with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
              statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
          }
        });
  }

  /** All that stands in the tables, a value a line, bytes as Latin-1: to look for what must not. */
  public String dump() {
    return with(
        connection -> {
          StringBuilder dump = new StringBuilder();
          for (String table : tables(connection)) {
            try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
              dump(rows, dump);
            }
          }
          return dump.toString();
        });
  }

  private static void dump(ResultSet rows, StringBuilder dump) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    while (rows.next()) {
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        String value =
            BINARY.contains(columns.getColumnType(i)) ? latin(rows.getBytes(i)) : rows.getString(i);
        dump.append(value).append('\n');
      }
    }
  }

  private static String latin(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private List<String> tables(Connection connection) throws SQLException {
    return SchemaRegister.list(connection).stream()
        .filter(entry -> bundles.contains(entry.bundle()))
        .flatMap(entry -> entry.tables().stream())
        .toList();
  }

  private interface Use<T> {
    T with(Connection connection) throws SQLException;
  }

  private <T> T with(Use<T> use) {
    try (Connection connection = dataSource().getConnection()) {
      return use.with(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
