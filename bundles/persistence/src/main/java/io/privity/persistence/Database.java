// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A database that was found good, below the pool. */
public interface Database extends AutoCloseable {

  /** Gives the pool its source of connections, and what this database wants of a pool. */
  void configure(HikariConfig pool);

  /** What it is and how it is encrypted, in a sentence for the operator. */
  String description();

  /** What will soon be in its way, in a sentence for the operator. */
  default Optional<String> warning() {
    return Optional.empty();
  }

  /**
   * Asks over the pool's connection whether commits survive a crash.
   *
   * @throws StoreRefusedException when they don't
   */
  default void requireDurable(Connection connection) throws SQLException {}

  /**
   * Asked before each commit.
   *
   * @throws SQLException when the database would answer the commit by rolling back
   */
  default void requireIntact(Connection connection) throws SQLException {}

  @Override
  void close();
}
