// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence;

import io.privity.api.persistence.StoreException;
import io.privity.api.persistence.Transactions;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Transactions, and the DataSource that takes part in them: inside one, it hands out the thread's
 * connection; outside, the pool's.
 */
public final class ThreadTransactions implements Transactions, DataSource {
  private final ThreadLocal<OpenTransaction> current = new ThreadLocal<>();
  private final DataSource pool;
  private final DataSource reserve;
  private final CommitCheck check;

  /**
   * @param pool where connections come from
   * @param reserve where a second connection comes from, for a thread that holds one already; with
   *     a single pool, threads that wait for their second could hold all of it
   * @param check asked before each commit
   */
  public ThreadTransactions(DataSource pool, DataSource reserve, CommitCheck check) {
    this.pool = pool;
    this.reserve = reserve;
    this.check = check;
  }

  @Override
  public <T> T call(Work<T> work) {
    OpenTransaction open = current.get();
    if (open == null) {
      return begin(new OpenTransaction(pool, check), work);
    }
    try {
      return work.run();
    } catch (Error e) {
      open.fail(e);
      throw e;
    } catch (Exception e) {
      RuntimeException failure = SqlFailures.translate(e);
      open.fail(failure);
      throw failure;
    }
  }

  @Override
  public <T> T apart(Work<T> work) {
    OpenTransaction suspended = current.get();
    if (suspended == null) {
      return begin(new OpenTransaction(pool, check), work);
    }
    current.remove();
    try {
      DataSource source = suspended.holdsConnection() ? reserve : pool;
      return begin(new OpenTransaction(source, check), work);
    } finally {
      current.set(suspended);
    }
  }

  private <T> T begin(OpenTransaction transaction, Work<T> work) {
    // An interrupt waits for the end: Derby reopens its files when one hits it
    boolean interrupted = Thread.interrupted();
    current.set(transaction);
    T result;
    try {
      result = work.run();
      transaction.commit();
    } catch (Exception e) {
      RuntimeException failure = SqlFailures.translate(e);
      if (failure instanceof StoreException) {
        // When Derby can't write, it interrupts whom it finds at work, and leaves it at that
        Thread.interrupted();
      }
      throw failure;
    } finally {
      transaction.rollbackUnlessEnded();
      current.remove();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    transaction.runAfterCommit();
    return result;
  }

  @Override
  public boolean isActive() {
    return current.get() != null;
  }

  @Override
  public void afterCommit(Runnable action) {
    OpenTransaction open = current.get();
    if (open == null) {
      throw new IllegalStateException("no transaction is open");
    }
    open.afterCommit(action);
  }

  @Override
  public Connection getConnection() throws SQLException {
    OpenTransaction open = current.get();
    if (open != null) {
      open.connection();
      return new SharedConnection(open);
    }
    boolean interrupted = Thread.interrupted();
    try {
      return pool.getConnection();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("The store has one user, its own");
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException("not a wrapper of that", "0A000");
  }
}
