// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the store knows of the tables of each bundle: the changelog that was run, and their names.
 */
public final class SchemaRegister {
  private static final Set<String> NO_SUCH_TABLE = Set.of("42X05", "42P01");

  private SchemaRegister() {}

  /** A bundle that brought tables. */
  public record Entry(String bundle, Instant applied, List<String> tables) {}

  /** True when just this changelog was run last. */
  static boolean isCurrent(Connection connection, String bundle, String hash) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT sha256 FROM persistence_changelog WHERE bundle = ?")) {
      query.setString(1, bundle);
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getString(1).equals(hash);
      }
    } catch (SQLException e) {
      if (NO_SUCH_TABLE.contains(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  static void record(Connection connection, String bundle, String hash, Set<String> newTables)
      throws SQLException {
    atomically(
        connection,
        () -> {
          update(connection, "DELETE FROM persistence_changelog WHERE bundle = ?", bundle);
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO persistence_changelog (bundle, sha256, applied_at) VALUES (?, ?, ?)")) {
            insert.setString(1, bundle);
            insert.setString(2, hash);
            insert.setLong(3, System.currentTimeMillis());
            insert.executeUpdate();
          }
          insert(connection, bundle, newTables);
        });
  }

  /** Remembers the tables of a changelog that did not come to its end. */
  static void recordTables(Connection connection, String bundle, Set<String> newTables)
      throws SQLException {
    atomically(connection, () -> insert(connection, bundle, newTables));
  }

  private static void insert(Connection connection, String bundle, Set<String> newTables)
      throws SQLException {
    for (String table : newTables) {
      update(connection, "DELETE FROM persistence_table WHERE name = ?", table);
      update(
          connection, "INSERT INTO persistence_table (name, bundle) VALUES (?, ?)", table, bundle);
    }
  }

  /** All bundles that brought tables, by name. */
  public static List<Entry> list(Connection connection) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT bundle, applied_at FROM persistence_changelog ORDER BY bundle")) {
      while (rows.next()) {
        String bundle = rows.getString(1);
        entries.add(
            new Entry(bundle, Instant.ofEpochMilli(rows.getLong(2)), tables(connection, bundle)));
      }
    }
    return entries;
  }

  /** The bundle of each table, by the table's name as the database spells it. */
  static Map<String, String> owners(Connection connection) throws SQLException {
    Map<String, String> owners = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name, bundle FROM persistence_table")) {
      while (rows.next()) {
        owners.put(rows.getString(1), rows.getString(2));
      }
    }
    return owners;
  }

  /**
   * Removes the tables of a bundle, with all that they hold, and what is remembered of its
   * changelog.
   *
   * @return the tables that were removed
   */
  static List<String> drop(Connection connection, String bundle) throws SQLException {
    List<String> tables = tables(connection, bundle);
    atomically(
        connection,
        () -> {
          for (String table : tables) {
            dropForeignKeys(connection, table);
          }
          try (Statement statement = connection.createStatement()) {
            for (String table : tables) {
              statement.execute("DROP TABLE " + quote(table));
            }
          }
          String files = bundle + "/";
          update(
              connection,
              "DELETE FROM databasechangelog WHERE SUBSTR(filename, 1, " + files.length() + ") = ?",
              files);
          update(connection, "DELETE FROM persistence_table WHERE bundle = ?", bundle);
          update(connection, "DELETE FROM persistence_changelog WHERE bundle = ?", bundle);
        });
    return tables;
  }

  private static List<String> tables(Connection connection, String bundle) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT name FROM persistence_table WHERE bundle = ? ORDER BY name")) {
      query.setString(1, bundle);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
    }
    return names;
  }

  private static void dropForeignKeys(Connection connection, String table) throws SQLException {
    List<String> keys = new ArrayList<>();
    try (ResultSet rows =
        connection.getMetaData().getImportedKeys(null, connection.getSchema(), table)) {
      while (rows.next()) {
        if (rows.getInt("KEY_SEQ") == 1) {
          keys.add(rows.getString("FK_NAME"));
        }
      }
    }
    try (Statement statement = connection.createStatement()) {
      for (String key : keys) {
        statement.execute("ALTER TABLE " + quote(table) + " DROP CONSTRAINT " + quote(key));
      }
    }
  }

  private static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static void update(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private interface Steps {
    void run() throws SQLException;
  }

  private static void atomically(Connection connection, Steps steps) throws SQLException {
    connection.setAutoCommit(false);
    try {
      steps.run();
      connection.commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
