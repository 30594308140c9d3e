// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The server's random id, made once. */
public final class ServerId {
  private static final int ONLY = 1;

  private ServerId() {}

  public static Optional<String> read(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT server FROM audit_server WHERE id = " + ONLY);
        ResultSet result = select.executeQuery()) {
      return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
    }
  }

  public static void insert(Connection connection, String server) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO audit_server (id, server) VALUES (?, ?)")) {
      insert.setInt(1, ONLY);
      insert.setString(2, server);
      insert.executeUpdate();
    }
  }
}
