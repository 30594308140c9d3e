// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.store;

import io.privity.audit.merkle.Nodes;
import io.privity.audit.merkle.TreeHasher;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** The table of the trees, in tiles of 256 hashes (C2SP tlog-tiles). */
public final class Tiles {
  /** The hashes of a full tile. */
  public static final int WIDTH = 256;

  /** The bits of a tile's width: the levels of the tree that one level of tiles spans. */
  public static final int HEIGHT = 8;

  private static final String SELECT =
      "SELECT hashes FROM audit_tile"
          + " WHERE tenant = ? AND epoch = ? AND tile_level = ? AND tile_index = ?";
  private static final String INSERT =
      "INSERT INTO audit_tile (hashes, tenant, epoch, tile_level, tile_index)"
          + " VALUES (?, ?, ?, ?, ?)";
  private static final String UPDATE =
      "UPDATE audit_tile SET hashes = ?"
          + " WHERE tenant = ? AND epoch = ? AND tile_level = ? AND tile_index = ?";

  private Tiles() {}

  /**
   * A tile to be written.
   *
   * @param isNew false when a part of it is in the table already
   */
  public record Tile(int level, long index, byte[] hashes, boolean isNew) {}

  public static void write(Connection connection, Head head, Iterable<Tile> tiles)
      throws SQLException {
    for (Tile tile : tiles) {
      try (PreparedStatement write = connection.prepareStatement(tile.isNew() ? INSERT : UPDATE)) {
        write.setBytes(1, tile.hashes());
        write.setString(2, head.tenant());
        write.setInt(3, head.epoch());
        write.setInt(4, tile.level());
        write.setLong(5, tile.index());
        if (write.executeUpdate() != 1) {
          throw new ConflictException();
        }
      }
    }
  }

  /** The hashes of a tile, as many as it has; none when it is not there. */
  public static byte[] read(Connection connection, Head head, int level, long index)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setString(1, head.tenant());
      select.setInt(2, head.epoch());
      select.setInt(3, level);
      select.setLong(4, index);
      try (ResultSet result = select.executeQuery()) {
        return result.next() ? result.getBytes(1) : new byte[0];
      }
    }
  }

  /**
   * The nodes of a stored tree. It keeps the last tile of each level, and throws {@link
   * DamagedTreeException} where the table lacks one.
   */
  public static Nodes nodes(Connections connections, Head head) {
    TreeHasher hasher = new TreeHasher();
    int levels = Long.SIZE / HEIGHT;
    byte[][] hashes = new byte[levels][];
    long[] indexes = new long[levels];
    return (level, index) -> {
      int tileLevel = level / HEIGHT;
      int within = level % HEIGHT;
      long first = index << within;
      long tile = first / WIDTH;
      if (hashes[tileLevel] == null || indexes[tileLevel] != tile) {
        hashes[tileLevel] = connections.use(c -> read(c, head, tileLevel, tile));
        indexes[tileLevel] = tile;
      }
      int offset = (int) (first % WIDTH);
      if (hashes[tileLevel].length < (offset + (1 << within)) * TreeHasher.LENGTH) {
        throw new DamagedTreeException(tileLevel, tile);
      }
      return hasher.subtree(hashes[tileLevel], offset, 1 << within);
    };
  }

  /** True when the table has just these hashes, and perhaps more, in the tile. */
  public static boolean begins(Connection connection, Head head, Tile tile) throws SQLException {
    byte[] stored = read(connection, head, tile.level(), tile.index());
    int length = tile.hashes().length;
    return stored.length >= length && Arrays.equals(stored, 0, length, tile.hashes(), 0, length);
  }
}
