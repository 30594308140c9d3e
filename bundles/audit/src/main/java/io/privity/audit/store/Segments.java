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

/** The table of entries in their order. */
public final class Segments {
  /**
   * How many places a reader asks for at once. Each segment fills at least one, so this bounds its
   * memory; and the range tells Derby, which can't read an index backwards, where to stop.
   */
  public static final int WINDOW = 512;

  private static final String INSERT =
      "INSERT INTO audit_segment"
          + " (tenant, epoch, start_at, entry_count, time_from, time_to, body)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)";
  private static final String RANGE =
      "SELECT start_at, entry_count, time_from, time_to, pruned, body FROM audit_segment"
          + " WHERE tenant = ? AND epoch = ? AND start_at >= ? AND start_at < ? ORDER BY start_at";
  private static final String TIMES =
      "SELECT MIN(start_at), MAX(start_at) FROM audit_segment"
          + " WHERE tenant = ? AND epoch = ? AND pruned = 0 AND time_to >= ? AND time_from < ?";
  private static final String AT_TIME =
      "SELECT start_at FROM audit_segment"
          + " WHERE tenant = ? AND epoch = ? AND pruned = 0 AND time_to >= ? AND time_from <= ?";
  private static final String OLD =
      "SELECT start_at, entry_count, time_from, time_to, pruned, body FROM audit_segment"
          + " WHERE tenant = ? AND epoch = ? AND pruned = 0 AND time_to < ?"
          + " AND (time_to > ? OR time_to = ? AND start_at > ?) ORDER BY time_to, start_at";
  private static final String COUNT_OLD =
      "SELECT SUM(CAST(entry_count AS BIGINT)) FROM audit_segment"
          + " WHERE tenant = ? AND epoch = ? AND pruned = 0 AND time_to < ?";
  private static final String PRUNE =
      "UPDATE audit_segment SET pruned = 1, body = ?"
          + " WHERE tenant = ? AND epoch = ? AND start_at = ? AND pruned = 0";

  private Segments() {}

  /** The first places of the first and the last segment of a span of time. */
  public record Span(long first, long last) {}

  public static void insert(Connection connection, Head head, List<Segment> segments)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Segment segment : segments) {
        insert.setString(1, head.tenant());
        insert.setInt(2, head.epoch());
        insert.setLong(3, segment.start());
        insert.setInt(4, segment.count());
        insert.setLong(5, segment.timeFrom());
        insert.setLong(6, segment.timeTo());
        insert.setBytes(7, segment.body());
        insert.executeUpdate();
      }
    }
  }

  /** The segments that begin within the range, in their order. */
  public static List<Segment> starting(Connection connection, Head head, long from, long to)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(RANGE)) {
      select.setString(1, head.tenant());
      select.setInt(2, head.epoch());
      select.setLong(3, from);
      select.setLong(4, to);
      return read(select);
    }
  }

  private static List<Segment> read(PreparedStatement select) throws SQLException {
    List<Segment> segments = new ArrayList<>();
    try (ResultSet result = select.executeQuery()) {
      while (result.next()) {
        segments.add(
            new Segment(
                result.getLong(1),
                result.getInt(2),
                result.getLong(3),
                result.getLong(4),
                result.getInt(5) != 0,
                result.getBytes(6)));
      }
    }
    return segments;
  }

  /**
   * Whole segments whose entries are all older than a time, the oldest first.
   *
   * @param after the last one of the call before; null to begin
   */
  public static List<Segment> old(
      Connection connection, Head head, long before, Segment after, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OLD)) {
      select.setMaxRows(limit);
      select.setString(1, head.tenant());
      select.setInt(2, head.epoch());
      select.setLong(3, before);
      select.setLong(4, after == null ? Long.MIN_VALUE : after.timeTo());
      select.setLong(5, after == null ? Long.MIN_VALUE : after.timeTo());
      select.setLong(6, after == null ? -1 : after.start());
      return read(select);
    }
  }

  /** How many entries those segments have. */
  public static long countOld(Connection connection, Head head, long before) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(COUNT_OLD)) {
      select.setString(1, head.tenant());
      select.setInt(2, head.epoch());
      select.setLong(3, before);
      try (ResultSet result = select.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }

  /**
   * Leaves a segment its leaf hashes alone.
   *
   * @return false when another node was faster
   */
  public static boolean prune(Connection connection, Head head, long start, byte[] leafHashes)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(PRUNE)) {
      update.setBytes(1, leafHashes);
      update.setString(2, head.tenant());
      update.setInt(3, head.epoch());
      update.setLong(4, start);
      return update.executeUpdate() == 1;
    }
  }

  /** Where the whole segments of a span of time lie, if there are any. */
  public static Optional<Span> between(Connection connection, Head head, long from, long to)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(TIMES)) {
      select.setString(1, head.tenant());
      select.setInt(2, head.epoch());
      select.setLong(3, from);
      select.setLong(4, to);
      try (ResultSet result = select.executeQuery()) {
        result.next();
        long first = result.getLong(1);
        return result.wasNull()
            ? Optional.empty()
            : Optional.of(new Span(first, result.getLong(2)));
      }
    }
  }

  /** The first places of the whole segments that may hold an entry of that time. */
  public static List<Long> at(Connection connection, Head head, long time) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(AT_TIME)) {
      select.setString(1, head.tenant());
      select.setInt(2, head.epoch());
      select.setLong(3, time);
      select.setLong(4, time);
      List<Long> starts = new ArrayList<>();
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          starts.add(result.getLong(1));
        }
      }
      return starts;
    }
  }
}
