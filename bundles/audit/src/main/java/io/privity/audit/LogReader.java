// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.api.audit.AuditLog;
import io.privity.audit.store.Connections;
import io.privity.audit.store.Head;
import io.privity.audit.store.Heads;
import io.privity.audit.store.Segment;
import io.privity.audit.store.Segments;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads entries from the store, in memory that does not grow with the log. Thread-safe. */
final class LogReader {
  private final Connections connections;
  private final EntryReader reader = new EntryReader();

  LogReader(Connections connections) {
    this.connections = connections;
  }

  /** An entry as it was hashed, with its place in the tree of an epoch. */
  record Placed(Head head, long index, byte[] line) {}

  /** Entries at positions below {@code before}, newest first, over all epochs. */
  List<AuditLog.Entry> entries(String tenant, AuditLog.Query query, long before, int limit) {
    EntryFilter filter = new EntryFilter(query);
    List<AuditLog.Entry> found = new ArrayList<>();
    for (Head head : connections.use(connection -> Heads.of(connection, tenant))) {
      long end = Math.min(head.size(), before - head.base());
      if (end > 0 && found.size() < limit) {
        collect(head, filter, end, limit, found);
      }
    }
    return found;
  }

  private void collect(
      Head head, EntryFilter filter, long end, int limit, List<AuditLog.Entry> found) {
    long first = 0;
    long from = end;
    if (filter.hasTime()) {
      Optional<Segments.Span> span =
          connections.use(c -> Segments.between(c, head, filter.from(), filter.to()));
      if (span.isEmpty()) {
        return;
      }
      first = span.get().first();
      from = Math.min(end, span.get().last() + 1);
    }
    while (from > first && found.size() < limit) {
      long above = from;
      long below = Math.max(first, from - Segments.WINDOW);
      List<Segment> segments =
          connections.use(connection -> Segments.starting(connection, head, below, above));
      for (int i = segments.size() - 1; i >= 0 && found.size() < limit; i--) {
        collect(head, segments.get(i), filter, end, limit, found);
      }
      from = below;
    }
  }

  private void collect(
      Head head,
      Segment segment,
      EntryFilter filter,
      long end,
      int limit,
      List<AuditLog.Entry> found) {
    if (segment.pruned()) {
      return;
    }
    List<int[]> lines = new ArrayList<>(segment.count());
    EntryLines.forEach(segment.body(), (body, from, length) -> lines.add(new int[] {from, length}));
    for (int i = lines.size() - 1; i >= 0 && found.size() < limit; i--) {
      int from = lines.get(i)[0];
      int length = lines.get(i)[1];
      if (segment.start() + i < end && filter.mayMatch(segment.body(), from, length)) {
        AuditLog.Entry entry =
            reader.read(segment.body(), from, length, head.base() + segment.start() + i);
        if (filter.matches(entry)) {
          found.add(entry);
        }
      }
    }
  }

  /** Hands over all entries that have their bodies, the oldest first, each as it was hashed. */
  void forEach(String tenant, Consumer<byte[]> sink) {
    List<Head> heads = connections.use(connection -> Heads.of(connection, tenant));
    for (int i = heads.size() - 1; i >= 0; i--) {
      Head head = heads.get(i);
      for (long from = 0; from < head.size(); from += Segments.WINDOW) {
        long below = from;
        long above = from + Segments.WINDOW;
        connections.use(connection -> Segments.starting(connection, head, below, above)).stream()
            .filter(segment -> !segment.pruned())
            .flatMap(segment -> EntryLines.split(segment.body()).stream())
            .forEach(sink);
      }
    }
  }

  /** Finds an entry by its id, which says its time. */
  Optional<Placed> find(String tenant, String id) {
    long time = EntryIds.time(id.getBytes(StandardCharsets.US_ASCII), 0);
    for (Head head : connections.use(connection -> Heads.of(connection, tenant))) {
      for (long start : connections.use(connection -> Segments.at(connection, head, time))) {
        List<Segment> segments =
            connections.use(connection -> Segments.starting(connection, head, start, start + 1));
        for (Segment segment : segments) {
          // It may have been pruned since its place was found.
          List<byte[]> lines = segment.pruned() ? List.of() : EntryLines.split(segment.body());
          for (int i = 0; i < lines.size(); i++) {
            if (EntryLines.id(lines.get(i), 0).equals(id)) {
              return Optional.of(new Placed(head, segment.start() + i, lines.get(i)));
            }
          }
        }
      }
    }
    return Optional.empty();
  }
}
