// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.audit.merkle.Origin;
import io.privity.audit.merkle.TreeHasher;
import io.privity.audit.store.DamagedTreeException;
import io.privity.audit.store.Head;
import io.privity.audit.store.Heads;
import io.privity.audit.store.Segment;
import io.privity.audit.store.Segments;
import io.privity.audit.store.Tiles;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives entries their place at the end of a log: segments, tiles, head and signed checkpoint, all
 * in the open transaction.
 */
final class LogAppender {
  private static final int FULL_SEGMENT = 24 * 1024;

  /** How often a checkpoint goes to the history: faults are found between two of them. */
  private static final long KEEP_EVERY_MILLIS = 60_000;

  private final CheckpointSigner signer;
  private final Clock clock;
  private final TreeHasher hasher = new TreeHasher();

  LogAppender(CheckpointSigner signer, Clock clock) {
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * Where a log goes on.
   *
   * @throws DamagedTreeException when that is not what this server signed: extending it would sign
   *     another history
   */
  LogTip tip(Connection connection, Head head) throws SQLException {
    if (!signer.hasSigned(head)) {
      throw new DamagedTreeException("its head was not signed by this server");
    }
    return LogTip.load(connection, head);
  }

  /**
   * @param tip moves on; to be dropped when the transaction fails
   * @param bodies entries one a line
   * @return the new head
   */
  Head append(Connection connection, LogTip tip, List<byte[]> bodies) throws SQLException {
    long from = tip.edge().size();
    List<Segment> segments = segments(tip, bodies);
    Origin origin = signer.origin(tip.tenant(), tip.epoch());
    long size = tip.edge().size();
    byte[] note = signer.sign(origin, size, tip.edge().root());
    long now = clock.millis();
    boolean keep = Math.abs(now - tip.keptAt()) >= KEEP_EVERY_MILLIS;
    if (keep) {
      tip.kept(now);
    }
    Head head = new Head(tip.tenant(), tip.epoch(), tip.base(), size, tip.keptAt(), note);
    // The head comes first: it is where two nodes that extend the same log meet.
    if (from == 0) {
      Heads.insert(connection, head);
    } else {
      Heads.advance(connection, head, from);
    }
    Segments.insert(connection, head, segments);
    Tiles.write(connection, head, tip.edge().takeFinished());
    Tiles.write(connection, head, tip.edge().takeUnfinished());
    if (keep) {
      Heads.keep(connection, head);
    }
    return head;
  }

  private List<Segment> segments(LogTip tip, List<byte[]> bodies) {
    List<Segment> segments = new ArrayList<>();
    ByteArrayOutputStream filling = new ByteArrayOutputStream(1024);
    long start = tip.edge().size();
    for (byte[] body : bodies) {
      if (filling.size() > 0 && filling.size() + body.length > FULL_SEGMENT) {
        segments.add(segment(start, tip.edge().size(), filling.toByteArray()));
        start = tip.edge().size();
        filling.reset();
      }
      filling.writeBytes(body);
      EntryLines.forEach(
          body, (bytes, from, length) -> tip.edge().append(hasher.leaf(bytes, from, length)));
    }
    segments.add(segment(start, tip.edge().size(), filling.toByteArray()));
    return segments;
  }

  private static Segment segment(long start, long end, byte[] body) {
    long[] times = {Long.MAX_VALUE, Long.MIN_VALUE};
    EntryLines.forEach(
        body,
        (bytes, from, length) -> {
          long time = EntryLines.time(bytes, from);
          times[0] = Math.min(times[0], time);
          times[1] = Math.max(times[1], time);
        });
    return new Segment(start, (int) (end - start), times[0], times[1], false, body);
  }
}
