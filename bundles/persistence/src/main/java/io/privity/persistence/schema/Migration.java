// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.datatype.DataTypeFactory;
import liquibase.logging.core.NoOpLogService;
import liquibase.ui.LoggerUIService;

/** Runs a changelog with Liquibase, when it is not the one that was run last. */
public final class Migration {
  private static final long LOCK = 0x70726976697479L;

  private Migration() {}

  /**
   * Brings the tables of the changelog's bundle up to date. One at a time, on all nodes of a
   * database.
   *
   * @return true when there was something to run
   * @throws MigrationException when the changelog can't be run
   * @throws SQLException when the database can't be reached
   */
  public static synchronized boolean run(DataSource source, Changelog changelog)
      throws SQLException {
    String hash = changelog.sha256();
    try (Connection connection = source.getConnection()) {
      if (SchemaRegister.isCurrent(connection, changelog.bundle(), hash)) {
        return false;
      }
    }
    try (Connection guard = source.getConnection()) {
      boolean shared = isPostgres(guard);
      if (shared) {
        execute(guard, "SELECT pg_advisory_lock(" + LOCK + ")");
      }
      try (Connection connection = source.getConnection()) {
        if (SchemaRegister.isCurrent(connection, changelog.bundle(), hash)) {
          return false;
        }
        Set<String> before = tables(connection);
        try {
          update(connection, changelog);
        } catch (MigrationException e) {
          recordPart(connection, changelog.bundle(), before, e);
          throw e;
        }
        SchemaRegister.record(connection, changelog.bundle(), hash, made(connection, before));
        return true;
      } finally {
        if (shared) {
          execute(guard, "SELECT pg_advisory_unlock(" + LOCK + ")");
        }
      }
    }
  }

  private static void update(Connection connection, Changelog changelog) {
    ClassLoader own = Migration.class.getClassLoader();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(own);
    try (ChangelogFiles files = new ChangelogFiles(changelog)) {
      Map<String, Object> scope = new HashMap<>();
      scope.put(Scope.Attr.classLoader.name(), own);
      scope.put(Scope.Attr.resourceAccessor.name(), files);
      // it logs SQL with its values; what went wrong comes as an exception
      scope.put(Scope.Attr.logService.name(), new NoOpLogService());
      scope.put(Scope.Attr.ui.name(), new LoggerUIService());
      scope.put("liquibase.analytics.enabled", false);
      Scope.child(scope, () -> update(connection, changelog, files));
    } catch (Exception e) {
      throw new MigrationException(changelog.bundle(), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void update(Connection connection, Changelog changelog, ChangelogFiles files)
      throws Exception {
    DataTypeFactory.getInstance().register(new VariableBinary());
    Database database =
        DatabaseFactory.getInstance()
            .findCorrectDatabaseImplementation(new JdbcConnection(connection));
    @SuppressWarnings("resource") // closing it would close the connection, which is the caller's
    Liquibase liquibase = new Liquibase(changelog.path(), files, database);
    liquibase.setShowSummary(UpdateSummaryEnum.OFF);
    liquibase.setChangeLogParameter("blob", isPostgres(connection) ? "bytea" : "blob");
    // We hold a lock of our own, which ends with its holder; Liquibase's would outlive a crash.
    liquibase.forceReleaseLocks();
    liquibase.update(new Contexts(), new LabelExpression());
    connection.setAutoCommit(true);
  }

  private static boolean isPostgres(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
  }

  /** What it made before it failed is the bundle's too, and would not be new to the next run. */
  private static void recordPart(
      Connection connection, String bundle, Set<String> before, MigrationException failure) {
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      SchemaRegister.recordTables(connection, bundle, made(connection, before));
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private static Set<String> made(Connection connection, Set<String> before) throws SQLException {
    Set<String> made = tables(connection);
    made.removeAll(before);
    return made;
  }

  private static Set<String> tables(Connection connection) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (ResultSet rows =
        connection
            .getMetaData()
            .getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
      while (rows.next()) {
        names.add(rows.getString("TABLE_NAME"));
      }
    }
    return names;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
