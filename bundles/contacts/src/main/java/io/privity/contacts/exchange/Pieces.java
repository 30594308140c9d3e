// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;
import io.privity.contacts.store.Sql;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
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

  private final Sql sql;
  private final Keyring keyring;

  @Activate
  public Pieces(@Reference Sql sql, @Reference Keyring keyring) {
    this.sql = sql;
    this.keyring = keyring;
  }

  /** Appends bytes to a part, in the open transaction; they are cut into pieces. */
  void append(Caller caller, long leaf, String id, String part, byte[] bytes, int length) {
    if (length == 0) {
      return;
    }
    String tenant = caller.tenant().toString();
    int seq = next(tenant, id, part);
    List<Object[]> rows = new ArrayList<>();
    for (int from = 0; from < length; from += SIZE, seq++) {
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(length, from + SIZE));
      byte[] sealed = keyring.seal(caller, name(leaf, id, part, seq), piece);
      rows.add(new Object[] {tenant, id, part, seq, sealed});
    }
    sql.batch(
        "INSERT INTO contacts_import_piece (tenant, import_id, part, seq, sealed)"
            + " VALUES (?, ?, ?, ?, ?)",
        rows);
  }

  private int next(String tenant, String id, String part) {
    return sql.list(
            "SELECT COALESCE(MAX(seq), -1) FROM contacts_import_piece"
                + " WHERE tenant = ? AND import_id = ? AND part = ?",
            row -> row.getInt(1) + 1,
            tenant,
            id,
            part)
        .get(0);
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
    sql.update(
        "DELETE FROM contacts_import_piece WHERE tenant = ? AND import_id = ? AND part = ?",
        tenant.toString(),
        id,
        part);
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
          fetch();
        }
        if (ahead.isEmpty()) {
          return false;
        }
        piece = keyring.open(caller, name(leaf, id, part, next++), ahead.remove());
        at = 0;
      }
      return true;
    }

    private void fetch() {
      ahead.addAll(
          sql.list(
              "SELECT sealed FROM contacts_import_piece"
                  + " WHERE tenant = ? AND import_id = ? AND part = ? AND seq >= ?"
                  + " ORDER BY seq FETCH FIRST "
                  + READ_AHEAD
                  + " ROWS ONLY",
              row -> row.getBytes(1),
              caller.tenant().toString(),
              id,
              part,
              next));
    }
  }
}
