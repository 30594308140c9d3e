// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.postgresql;

import com.zaxxer.hikari.HikariConfig;
import io.privity.persistence.Database;
import io.privity.persistence.StoreRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL database, reached over TLS unless it is on this host. */
public final class PostgresDatabase implements Database {
  private final PGSimpleDataSource source;
  private final boolean secured;

  private PostgresDatabase(PGSimpleDataSource source, boolean secured) {
    this.source = source;
    this.secured = secured;
  }

  /**
   * Checks the settings; connects to nothing.
   *
   * @throws StoreRefusedException when they would send a password or data over an open link, or are
   *     wrong
   */
  public static PostgresDatabase of(String url, String user, String passwordFile)
      throws IOException {
    Properties parsed = url.startsWith("jdbc:postgresql:") ? Driver.parseURL(url, null) : null;
    if (parsed == null) {
      throw new StoreRefusedException("The database's address is not one of PostgreSQL");
    }
    if (PGProperty.USER.isPresent(parsed)
        || PGProperty.PASSWORD.isPresent(parsed)
        || PGProperty.SSL_PASSWORD.isPresent(parsed)) {
      throw new StoreRefusedException(
          "User and passwords do not belong in the database's address; use their own settings");
    }
    if (user.isBlank()) {
      throw new StoreRefusedException("The database's user is not set");
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(url);
    source.setUser(user);
    if (!passwordFile.isBlank()) {
      source.setPassword(PasswordFile.read(Path.of(passwordFile)));
    }
    boolean secured = LinkSecurity.apply(parsed, source);
    source.setApplicationName("privity");
    source.setConnectTimeout((int) TimeUnit.SECONDS.toSeconds(5));
    source.setTcpKeepAlive(true);
    source.setReWriteBatchedInserts(true);
    // the detail of an error quotes the row
    source.setLogServerErrorDetail(false);
    return new PostgresDatabase(source, secured);
  }

  @Override
  public void configure(HikariConfig pool) {
    pool.setDataSource(source);
    pool.setKeepaliveTime(TimeUnit.MINUTES.toMillis(2));
  }

  @Override
  public void requireDurable(Connection connection) throws SQLException {
    for (String setting : new String[] {"fsync", "synchronous_commit"}) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SHOW " + setting)) {
        if (!row.next() || "off".equals(row.getString(1))) {
          throw new StoreRefusedException(
              "PostgreSQL runs with " + setting + " = off: commits could be lost");
        }
      }
    }
  }

  // After a failed statement PostgreSQL takes COMMIT for ROLLBACK, and the driver does not mind.
  @Override
  public void requireIntact(Connection connection) throws SQLException {
    if (connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.FAILED) {
      throw new SQLException("A statement of the transaction failed", "25P02");
    }
  }

  @Override
  public String description() {
    return secured
        ? "PostgreSQL over TLS; its disk is encrypted by who runs it, records are sealed"
        : "PostgreSQL on this host; its disk is encrypted by who runs it, records are sealed";
  }

  @Override
  public void close() {
    // the pool holds all there is
  }
}
