// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;
import io.privity.api.persistence.Schema;
import io.privity.api.persistence.Transactions;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.UUID;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Byte streams in the store, in sealed pieces that fit a row: the file of an import, and which
 * contacts its revert has to undo. Thread-safe.
 */
@Component(service = Pieces.class)
public final class Pieces {
  static final String UPLOAD = "upload";
  static final String UNDO = "undo";

  /** Sealed, it is 29 bytes longer, and a row takes 32,672. */
  static final int SIZE = 32_000;

  private static final int READ_AHEAD = 16;

  private final DataSource source;
  private final Keyring keyring;
  private final Transactions transactions;

  @Activate
  public Pieces(
      @Reference(target = "(osgi.jndi.service.name=privity)") DataSource source,
      @Reference Keyring keyring,
      @Reference Transactions transactions,
      @Reference(target = "(bundle=io.privity.contacts)") Schema schema) {
    this.source = source;
    this.keyring = keyring;
    this.transactions = transactions;
  }

  /** Appends bytes to a part, in the open transaction; they are cut into pieces. */
  void append(Caller caller, long leaf, String id, String part, byte[] bytes, int length) {
    if (length == 0) {
      return;
    }
    transactions.call(
        () -> {
          try (Connection connection = source.getConnection()) {
            int seq = next(connection, caller.tenant(), id, part);
            try (PreparedStatement insert =
                connection.prepareStatement(
                    "INSERT INTO contacts_import_piece (tenant, import_id, part, seq, sealed)"
                        + " VALUES (?, ?, ?, ?, ?)")) {
              for (int from = 0; from < length; from += SIZE, seq++) {
                byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(length, from + SIZE));
                insert.setString(1, caller.tenant().toString());
                insert.setString(2, id);
                insert.setString(3, part);
                insert.setInt(4, seq);
                insert.setBytes(5, keyring.seal(caller, name(leaf, id, part, seq), piece));
                insert.addBatch();
              }
              insert.executeBatch();
            }
          }
          return null;
        });
  }

  private static int next(Connection connection, UUID tenant, String id, String part)
      throws Exception {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT MAX(seq) FROM contacts_import_piece"
                + " WHERE tenant = ? AND import_id = ? AND part = ?")) {
      select.setString(1, tenant.toString());
      select.setString(2, id);
      select.setString(3, part);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        int last = row.getInt(1);
        return row.wasNull() ? 0 : last + 1;
      }
    }
  }

  private static RecordName name(long leaf, String id, String part, int seq) {
    return new RecordName(leaf, "import-" + part, id, seq);
  }

  /** A part from its beginning. It takes some rows at a time, and holds no connection between. */
  InputStream open(Caller caller, long leaf, String id, String part) {
    return new PieceStream(caller, leaf, id, part);
  }

  /** Deletes a part, in the open transaction. */
  void delete(UUID tenant, String id, String part) {
    transactions.call(
        () -> {
          try (Connection connection = source.getConnection();
              PreparedStatement delete =
                  connection.prepareStatement(
                      "DELETE FROM contacts_import_piece"
                          + " WHERE tenant = ? AND import_id = ? AND part = ?")) {
            delete.setString(1, tenant.toString());
            delete.setString(2, id);
            delete.setString(3, part);
            return delete.executeUpdate();
          }
        });
  }

  private final class PieceStream extends InputStream {
    private final Caller caller;
    private final long leaf;
    private final String id;
    private final String part;
    private final Deque<byte[]> ahead = new ArrayDeque<>();
    private int next;
    private byte[] piece = {};
    private int at;

    PieceStream(Caller caller, long leaf, String id, String part) {
      this.caller = caller;
      this.leaf = leaf;
      this.id = id;
      this.part = part;
    }

    @Override
    public int read() {
      return more() ? piece[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (length == 0) {
        return 0;
      }
      if (!more()) {
        return -1;
      }
      int n = Math.min(length, piece.length - at);
      System.arraycopy(piece, at, into, offset, n);
      at += n;
      return n;
    }

    private boolean more() {
      while (at == piece.length) {
        if (ahead.isEmpty()) {
          transactions.call(this::fetch);
        }
        if (ahead.isEmpty()) {
          return false;
        }
        piece = keyring.open(caller, name(leaf, id, part, next++), ahead.remove());
        at = 0;
      }
      return true;
    }

    private Void fetch() throws Exception {
      try (Connection connection = source.getConnection();
          PreparedStatement select =
              connection.prepareStatement(
                  "SELECT seq, sealed FROM contacts_import_piece"
                      + " WHERE tenant = ? AND import_id = ? AND part = ? AND seq >= ?"
                      + " ORDER BY seq FETCH FIRST "
                      + READ_AHEAD
                      + " ROWS ONLY")) {
        select.setString(1, caller.tenant().toString());
        select.setString(2, id);
        select.setString(3, part);
        select.setInt(4, next);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            ahead.add(rows.getBytes(2));
          }
        }
      }
      return null;
    }
  }
}
