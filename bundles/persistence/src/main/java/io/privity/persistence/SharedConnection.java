// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;

/**
 * What a user inside a transaction gets as its connection: commit, rollback, close and auto-commit
 * wait for the end of the outermost transaction.
 */
final class SharedConnection extends ForwardingConnection {
  private final OpenTransaction transaction;
  private boolean closed;
  private boolean autoCommit = true;
  private boolean readOnly;

  SharedConnection(OpenTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  Connection target() throws SQLException {
    if (closed) {
      throw new SQLException("The connection is closed", "08003");
    }
    return transaction.connection();
  }

  @Override
  public void commit() throws SQLException {
    target();
  }

  @Override
  public void rollback() throws SQLException {
    target();
    transaction.fail(new SQLException("A part of the transaction was rolled back", "40000"));
  }

  @Override
  public void setAutoCommit(boolean value) throws SQLException {
    target();
    autoCommit = value;
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    target();
    return autoCommit;
  }

  // A hint, that the others who share the connection need not follow.
  @Override
  public void setReadOnly(boolean value) throws SQLException {
    target();
    readOnly = value;
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    target();
    return readOnly;
  }

  // Derby would commit at a change.
  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    if (target().getTransactionIsolation() != level) {
      throw new SQLException("The isolation of an open transaction can't be changed", "25001");
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public boolean isClosed() {
    return closed || transaction.hasEnded();
  }

  @Override
  public void abort(Executor executor) {
    transaction.fail(new SQLException("A part of the transaction was aborted", "40000"));
    closed = true;
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }

  // The connection below would let its user commit what others have not finished.
  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException("The connection of a transaction is not unwrapped", "0A000");
  }
}
