// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.api.audit.AuditException;
import io.privity.api.audit.AuditLog;
import io.privity.api.problem.Kind;
import io.privity.audit.merkle.MerkleTree;
import io.privity.audit.merkle.TreeHasher;
import io.privity.audit.store.Connections;
import io.privity.audit.store.Head;
import io.privity.audit.store.Heads;
import io.privity.audit.store.Tiles;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Proves what stands in a log. Thread-safe. */
final class LogProofs {
  private static final HexFormat HEX = HexFormat.of();

  private final Connections connections;
  private final LogReader reader;

  LogProofs(Connections connections, LogReader reader) {
    this.connections = connections;
    this.reader = reader;
  }

  Optional<AuditLog.Inclusion> inclusion(String tenant, String entry) {
    return EntryIds.isId(entry)
        ? reader.find(tenant, entry).map(this::inclusion)
        : Optional.empty();
  }

  private AuditLog.Inclusion inclusion(LogReader.Placed placed) {
    Head head = placed.head();
    MerkleTree tree = new MerkleTree(Tiles.nodes(connections, head));
    return new AuditLog.Inclusion(
        placed.index(),
        head.size(),
        HEX.formatHex(new TreeHasher().leaf(placed.line())),
        hex(tree.inclusion(placed.index(), head.size())),
        new String(placed.line(), StandardCharsets.US_ASCII),
        new String(head.note(), StandardCharsets.UTF_8));
  }

  AuditLog.Consistency consistency(String tenant, long from, long to) {
    Optional<Head> head = connections.use(connection -> Heads.newest(connection, tenant));
    long size = head.map(Head::size).orElse(0L);
    if (from <= 0 || from > to || to > size) {
      throw new AuditException(
          Kind.INVALID,
          AuditException.INVALID_RANGE,
          "from and to are sizes of the log: 0 < from <= to <= " + size + ".");
    }
    MerkleTree tree = new MerkleTree(Tiles.nodes(connections, head.orElseThrow()));
    return new AuditLog.Consistency(
        from,
        to,
        HEX.formatHex(tree.root(from)),
        HEX.formatHex(tree.root(to)),
        hex(tree.consistency(from, to)));
  }

  private static List<String> hex(List<byte[]> hashes) {
    return hashes.stream().map(HEX::formatHex).toList();
  }
}
