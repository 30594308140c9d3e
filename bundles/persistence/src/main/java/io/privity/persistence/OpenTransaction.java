// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence;

import io.privity.api.persistence.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transaction that is open on a thread, with its one connection. Confined to that thread. */
final class OpenTransaction {
  private static final Logger LOG = LoggerFactory.getLogger(OpenTransaction.class);

  private final DataSource pool;
  private final CommitCheck check;
  private final List<Runnable> afterCommit = new ArrayList<>(2);
  private Connection connection;
  private Throwable failure;
  private boolean ended;

  OpenTransaction(DataSource pool, CommitCheck check) {
    this.pool = pool;
    this.check = check;
  }

  /** The transaction's connection, taken from the pool at first use. */
  Connection connection() throws SQLException {
    if (ended) {
      throw new SQLException("The transaction has ended", "08003");
    }
    if (connection == null) {
      Connection fresh = pool.getConnection();
      try {
        fresh.setAutoCommit(false);
      } catch (SQLException | RuntimeException | Error e) {
        close(fresh);
        throw e;
      }
      connection = fresh;
    }
    return connection;
  }

  boolean holdsConnection() {
    return connection != null;
  }

  boolean hasEnded() {
    return ended;
  }

  void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  /** From now on it can only roll back. The first reason counts. */
  void fail(Throwable reason) {
    if (failure == null) {
      failure = reason;
    }
  }

  /**
   * Makes all of it durable, or nothing.
   *
   * @throws StoreException when it is not committed
   */
  void commit() {
    if (failure != null) {
      throw failure instanceof StoreException known ? known : StoreException.unavailable(failure);
    }
    if (connection != null) {
      try {
        check.requireIntact(connection);
        connection.commit();
      } catch (SQLException e) {
        throw SqlFailures.translate(e);
      }
    }
    end();
  }

  /** Undoes all of it, when it is neither committed nor rolled back yet. */
  void rollbackUnlessEnded() {
    if (!ended) {
      rollback();
    }
  }

  private void rollback() {
    if (connection != null) {
      try {
        connection.rollback();
      } catch (SQLException e) {
        // the pool finds a broken connection by itself; the database rolls it back as it goes
        LOG.debug("Rollback failed: {}", e.getSQLState());
      }
    }
    end();
  }

  void runAfterCommit() {
    for (Runnable action : afterCommit) {
      try {
        action.run();
      } catch (RuntimeException | Error e) {
        LOG.error("An action after a commit failed: {}", e.getClass().getName());
      }
    }
  }

  private void end() {
    ended = true;
    if (connection != null) {
      close(connection);
      connection = null;
    }
  }

  // What is committed stays committed: a failure to give the connection back changes nothing.
  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.warn("A connection did not go back to the pool: {}", e.getSQLState());
    }
  }
}
