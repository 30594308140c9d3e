// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.store;

import io.privity.api.persistence.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Lends the connection of the open transaction, or one of its own for reading outside of one.
 * Thread-safe.
 */
public final class Connections {
  private final DataSource source;

  public Connections(DataSource source) {
    this.source = source;
  }

  /** What is done with a connection. */
  @FunctionalInterface
  public interface Use<T> {
    T with(Connection connection) throws SQLException;
  }

  /**
   * @throws StoreException when the store fails
   */
  public <T> T use(Use<T> use) {
    try (Connection connection = source.getConnection()) {
      return use.with(connection);
    } catch (SQLException e) {
      throw StoreException.unavailable(e);
    }
  }
}
