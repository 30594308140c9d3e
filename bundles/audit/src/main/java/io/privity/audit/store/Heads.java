// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The newest checkpoint of each log, and the history of those that are kept. */
public final class Heads {
  private static final String COLUMNS =
      "SELECT tenant, epoch, base, tree_size, kept_at, note FROM audit_head";
  private static final String INSERT =
      "INSERT INTO audit_head (tenant, epoch, base, tree_size, kept_at, witness_day, note)"
          + " VALUES (?, ?, ?, ?, ?, 0, ?)";
  private static final String ADVANCE =
      "UPDATE audit_head SET tree_size = ?, kept_at = ?, note = ?"
          + " WHERE tenant = ? AND epoch = ? AND tree_size = ?";
  private static final String KEEP =
      "INSERT INTO audit_checkpoint (tenant, epoch, tree_size, note) VALUES (?, ?, ?, ?)";
  private static final String KEPT =
      "SELECT tree_size, note FROM audit_checkpoint"
          + " WHERE tenant = ? AND epoch = ? AND tree_size > ? AND tree_size <= ?"
          + " ORDER BY tree_size";
  private static final String UNWITNESSED =
      "SELECT tenant FROM audit_head WHERE witness_day < ? AND tenant <> ?";
  private static final String WITNESS =
      "UPDATE audit_head SET witness_day = ? WHERE tenant = ? AND witness_day < ?";

  private Heads() {}

  /** A checkpoint that is kept, with the size that it signs. */
  public record Kept(long size, byte[] note) {}

  /** The heads of a log, the newest epoch first. */
  public static List<Head> of(Connection connection, String tenant) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(COLUMNS + " WHERE tenant = ? ORDER BY epoch DESC")) {
      select.setString(1, tenant);
      return read(select);
    }
  }

  public static Optional<Head> newest(Connection connection, String tenant) throws SQLException {
    return of(connection, tenant).stream().findFirst();
  }

  /** The heads of all logs, those of one log together, its newest epoch first. */
  public static List<Head> all(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(COLUMNS + " ORDER BY tenant, epoch DESC")) {
      return read(select);
    }
  }

  public static void insert(Connection connection, Head head) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, head.tenant());
      insert.setInt(2, head.epoch());
      insert.setLong(3, head.base());
      insert.setLong(4, head.size());
      insert.setLong(5, head.keptAt());
      insert.setBytes(6, head.note());
      insert.executeUpdate();
    }
  }

  /**
   * @param from the size that the head must still have
   * @throws ConflictException when it has not: another node was faster
   */
  public static void advance(Connection connection, Head head, long from) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
      update.setLong(1, head.size());
      update.setLong(2, head.keptAt());
      update.setBytes(3, head.note());
      update.setString(4, head.tenant());
      update.setInt(5, head.epoch());
      update.setLong(6, from);
      if (update.executeUpdate() != 1) {
        throw new ConflictException();
      }
    }
  }

  public static void keep(Connection connection, Head head) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
      insert.setString(1, head.tenant());
      insert.setInt(2, head.epoch());
      insert.setLong(3, head.size());
      insert.setBytes(4, head.note());
      insert.executeUpdate();
    }
  }

  /** Kept checkpoints above one size and up to another, in their order. */
  public static List<Kept> kept(Connection connection, Head head, long above, long upTo)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(KEPT)) {
      select.setString(1, head.tenant());
      select.setInt(2, head.epoch());
      select.setLong(3, above);
      select.setLong(4, upTo);
      List<Kept> kept = new ArrayList<>();
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          kept.add(new Kept(result.getLong(1), result.getBytes(2)));
        }
      }
      return kept;
    }
  }

  /** Tenants' logs that have not taken in the operator's checkpoint of that day. */
  public static List<String> unwitnessed(Connection connection, long day, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(UNWITNESSED)) {
      select.setMaxRows(limit);
      select.setLong(1, day);
      select.setString(2, LogName.OPERATOR);
      List<String> tenants = new ArrayList<>();
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          tenants.add(result.getString(1));
        }
      }
      return tenants;
    }
  }

  /** True when this call was the first for the log and the day. */
  public static boolean witness(Connection connection, String tenant, long day)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(WITNESS)) {
      update.setLong(1, day);
      update.setString(2, tenant);
      update.setLong(3, day);
      return update.executeUpdate() > 0;
    }
  }

  private static List<Head> read(PreparedStatement select) throws SQLException {
    List<Head> heads = new ArrayList<>();
    try (ResultSet result = select.executeQuery()) {
      while (result.next()) {
        heads.add(
            new Head(
                result.getString(1),
                result.getInt(2),
                result.getLong(3),
                result.getLong(4),
                result.getLong(5),
                result.getBytes(6)));
      }
    }
    return heads;
  }
}
