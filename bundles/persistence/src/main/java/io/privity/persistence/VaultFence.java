// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Keeps a vault away from a store that has already seen a later one. */
final class VaultFence {
  private VaultFence() {}

  /**
   * Compares the vault's generation with the one that the store recorded, and records a newer one.
   *
   * @throws StoreRefusedException when the vault is older
   */
  static void pass(Connection connection, long generation) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT generation FROM persistence_vault WHERE id = 1")) {
      if (!row.next()) {
        write(
            connection, "INSERT INTO persistence_vault (generation, id) VALUES (?, 1)", generation);
      } else if (row.getLong(1) > generation) {
        throw new StoreRefusedException(
            "The vault is older than the store: its generation is "
                + generation
                + ", the store has seen "
                + row.getLong(1));
      } else if (row.getLong(1) < generation) {
        write(connection, "UPDATE persistence_vault SET generation = ? WHERE id = 1", generation);
      }
      connection.commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static void write(Connection connection, String sql, long generation)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, generation);
      statement.executeUpdate();
    }
  }
}
