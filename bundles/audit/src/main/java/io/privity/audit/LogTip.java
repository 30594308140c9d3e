// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.audit.store.DamagedTreeException;
import io.privity.audit.store.Head;
import io.privity.audit.store.TreeEdge;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

/** Where a log is extended. Not thread-safe. */
final class LogTip {
  private final String tenant;
  private final int epoch;
  private final long base;
  private final TreeEdge edge;
  private long keptAt;

  private LogTip(String tenant, int epoch, long base, TreeEdge edge, long keptAt) {
    this.tenant = tenant;
    this.epoch = epoch;
    this.base = base;
    this.edge = edge;
    this.keptAt = keptAt;
  }

  /** The tip of a log without entries. */
  static LogTip fresh(String tenant, int epoch, long base) {
    return new LogTip(tenant, epoch, base, new TreeEdge(), 0);
  }

  /**
   * @throws DamagedTreeException when the stored tree does not have the root that was signed:
   *     extending it would sign another history
   */
  static LogTip load(Connection connection, Head head) throws SQLException {
    TreeEdge edge = TreeEdge.load(connection, head);
    if (!Arrays.equals(edge.root(), head.checkpoint().root())) {
      throw new DamagedTreeException("its root is not the one that was signed");
    }
    return new LogTip(head.tenant(), head.epoch(), head.base(), edge, head.keptAt());
  }

  String tenant() {
    return tenant;
  }

  int epoch() {
    return epoch;
  }

  long base() {
    return base;
  }

  TreeEdge edge() {
    return edge;
  }

  long keptAt() {
    return keptAt;
  }

  void kept(long now) {
    keptAt = now;
  }
}
