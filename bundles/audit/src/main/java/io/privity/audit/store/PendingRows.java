// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The table of entries that wait for their place. */
public final class PendingRows {
  private static final String INSERT =
      "INSERT INTO audit_pending (tenant, id, body) VALUES (?, ?, ?)";
  private static final String DELETE = "DELETE FROM audit_pending WHERE tenant = ? AND id = ?";
  private static final String PAGE =
      "SELECT tenant, id, body FROM audit_pending"
          + " WHERE tenant > ? OR (tenant = ? AND id > ?) ORDER BY tenant, id";

  private PendingRows() {}

  public static void insert(Connection connection, List<PendingRow> rows) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (PendingRow row : rows) {
        insert.setString(1, row.tenant());
        insert.setString(2, row.id());
        insert.setBytes(3, row.body());
        insert.executeUpdate();
      }
    }
  }

  /**
   * The next rows, by log and within it by id.
   *
   * @param tenant the log of the row before them, or an empty string
   * @param id the id of the row before them, or an empty string
   */
  public static List<PendingRow> page(Connection connection, String tenant, String id, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(PAGE)) {
      select.setMaxRows(limit);
      select.setString(1, tenant);
      select.setString(2, tenant);
      select.setString(3, id);
      List<PendingRow> rows = new ArrayList<>();
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          rows.add(new PendingRow(result.getString(1), result.getString(2), result.getBytes(3)));
        }
      }
      return rows;
    }
  }

  /**
   * @throws ConflictException when one of them is gone already: another node was faster
   */
  public static void delete(Connection connection, List<PendingRow> rows) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
      for (PendingRow row : rows) {
        delete.setString(1, row.tenant());
        delete.setString(2, row.id());
        delete.addBatch();
      }
      for (int count : delete.executeBatch()) {
        if (count != 1) {
          throw new ConflictException();
        }
      }
    }
  }
}
