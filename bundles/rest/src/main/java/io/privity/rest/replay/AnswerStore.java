// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.replay;

import io.privity.api.persistence.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** The table {@code rest_idempotency}. Every method runs in the caller's open transaction. */
final class AnswerStore {
  private static final String DUPLICATE = "23505";
  private static final Set<String> WAITED_TOO_LONG =
      Set.of("40XL1", "40XL2", "40001", "40P01", "55P03");

  private static final int FETCHED = 100;

  /** Whose key it is. */
  record Key(String tenant, String principal, String hash) {}

  /**
   * @param leaf null for what was sealed under the operator's key
   * @param answer the sealed note; null once the subject whom it was about is erased
   */
  record Row(String request, long expires, Long leaf, byte[] answer) {}

  /** A row with its key. */
  record Kept(Key key, Row row) {}

  /** The key is taken by another request, ended or not. */
  static final class TakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean waiting;

    TakenException(boolean waiting) {
      super(null, null, false, false);
      this.waiting = waiting;
    }

    /** True when the other request had still not ended after the longest wait for a lock. */
    boolean isWaiting() {
      return waiting;
    }
  }

  private final DataSource store;

  AnswerStore(DataSource store) {
    this.store = store;
  }

  /**
   * Takes the key. Waits for another request that took it and has not ended.
   *
   * @throws TakenException when it is taken
   */
  void take(Key key, String request, long expires) {
    try (Connection connection = store.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into rest_idempotency (tenant, principal, keyhash, request, expires)"
                    + " values (?, ?, ?, ?, ?)")) {
      key(insert, key);
      insert.setString(4, request);
      insert.setLong(5, expires);
      insert.executeUpdate();
    } catch (SQLException e) {
      if (DUPLICATE.equals(e.getSQLState())) {
        throw new TakenException(false);
      }
      if (WAITED_TOO_LONG.contains(String.valueOf(e.getSQLState()))) {
        throw new TakenException(true);
      }
      throw StoreException.unavailable(e);
    }
  }

  void keep(Key key, Long leaf, byte[] answer) {
    try (Connection connection = store.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update rest_idempotency set leaf = ?, answer = ?"
                    + " where tenant = ? and principal = ? and keyhash = ?")) {
      update.setObject(1, leaf, Types.BIGINT);
      update.setBytes(2, answer);
      update.setString(3, key.tenant());
      update.setString(4, key.principal());
      update.setString(5, key.hash());
      if (update.executeUpdate() != 1) {
        throw new IllegalStateException("the key was lost");
      }
    } catch (SQLException e) {
      throw StoreException.unavailable(e);
    }
  }

  Optional<Row> find(Key key) {
    try (Connection connection = store.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select request, expires, leaf, answer from rest_idempotency"
                    + " where tenant = ? and principal = ? and keyhash = ?")) {
      key(select, key);
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        long leaf = rows.getLong(3);
        Long subject = rows.wasNull() ? null : leaf;
        return Optional.of(new Row(rows.getString(1), rows.getLong(2), subject, rows.getBytes(4)));
      }
    } catch (SQLException e) {
      throw StoreException.unavailable(e);
    }
  }

  /** Hands over the tenant's rows, or those under one leaf alone. */
  void forEach(String tenant, Long leaf, Consumer<Kept> sink) {
    String sql =
        "select principal, keyhash, request, expires, leaf, answer from rest_idempotency"
            + " where tenant = ?"
            + (leaf == null ? "" : " and leaf = ?");
    try (Connection connection = store.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(FETCHED);
      select.setString(1, tenant);
      if (leaf != null) {
        select.setLong(2, leaf);
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Key key = new Key(tenant, rows.getString(1), rows.getString(2));
          long subject = rows.getLong(5);
          Long under = rows.wasNull() ? null : subject;
          sink.accept(
              new Kept(key, new Row(rows.getString(3), rows.getLong(4), under, rows.getBytes(6))));
        }
      }
    } catch (SQLException e) {
      throw StoreException.unavailable(e);
    }
  }

  /** Forgets the answers under a leaf; their keys stay taken, so that no repeat acts anew. */
  void forget(String tenant, long leaf) {
    update(
        "update rest_idempotency set leaf = null, answer = null where tenant = ? and leaf = ?",
        tenant,
        leaf);
  }

  void dropTenant(String tenant) {
    update("delete from rest_idempotency where tenant = ?", tenant);
  }

  void dropExpired(long now) {
    update("delete from rest_idempotency where expires < ?", now);
  }

  private void update(String sql, Object... values) {
    try (Connection connection = store.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        update.setObject(i + 1, values[i]);
      }
      update.executeUpdate();
    } catch (SQLException e) {
      throw StoreException.unavailable(e);
    }
  }

  private static void key(PreparedStatement statement, Key key) throws SQLException {
    statement.setString(1, key.tenant());
    statement.setString(2, key.principal());
    statement.setString(3, key.hash());
  }
}
