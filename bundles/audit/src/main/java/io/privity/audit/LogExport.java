// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.audit.merkle.ExportFormat;
import io.privity.audit.merkle.Nodes;
import io.privity.audit.merkle.Origin;
import io.privity.audit.store.Connections;
import io.privity.audit.store.Head;
import io.privity.audit.store.Heads;
import io.privity.audit.store.Segment;
import io.privity.audit.store.Segments;
import io.privity.audit.store.Tiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/** Writes a log with its checkpoints as the verifier reads it. Thread-safe. */
final class LogExport {
  private final Connections connections;
  private final CheckpointSigner signer;

  LogExport(Connections connections, CheckpointSigner signer) {
    this.connections = connections;
    this.signer = signer;
  }

  /** Takes the lines of an export, without their ends. */
  @FunctionalInterface
  interface Lines {
    void line(byte[] line) throws IOException;
  }

  /** Writes all epochs of the log, the oldest first, each up to the head that it has now. */
  void write(String tenant, Lines to) throws IOException {
    List<Head> heads = connections.use(connection -> Heads.of(connection, tenant));
    to.line(ascii(ExportFormat.HEADER));
    if (heads.isEmpty()) {
      byte[] note = signer.signEmpty(tenant);
      begin(signer.origin(tenant, 1), to);
      to.line(line(ExportFormat.CHECKPOINT, Base64.getEncoder().encodeToString(note)));
      to.line(line(ExportFormat.END, "0"));
    }
    for (int i = heads.size() - 1; i >= 0; i--) {
      write(heads.get(i), to);
    }
  }

  private void begin(Origin origin, Lines to) throws IOException {
    to.line(line(ExportFormat.ORIGIN, origin.toString()));
    to.line(line(ExportFormat.KEY, signer.key(origin).toString()));
  }

  private void write(Head head, Lines to) throws IOException {
    begin(Origin.parse(head.checkpoint().origin()), to);
    Nodes hashes = Tiles.nodes(connections, head);
    long written = 0;
    for (long from = 0; from < head.size(); from += Segments.WINDOW) {
      long below = from;
      long above = Math.min(head.size(), from + Segments.WINDOW);
      List<Segment> segments =
          connections.use(connection -> Segments.starting(connection, head, below, above));
      // A window's last segment may reach beyond it, and so may the checkpoints in that segment.
      long end = written;
      for (Segment segment : segments) {
        end += segment.count();
      }
      Deque<Heads.Kept> checkpoints = checkpoints(head, written, end);
      for (Segment segment : segments) {
        written = write(segment, written, hashes, checkpoints, head, to);
      }
    }
    to.line(line(ExportFormat.CHECKPOINT, Base64.getEncoder().encodeToString(head.note())));
    to.line(line(ExportFormat.END, Long.toString(head.size())));
  }

  private Deque<Heads.Kept> checkpoints(Head head, long above, long end) {
    long last = Math.min(end, head.size() - 1); // the head itself comes at the end
    return new ArrayDeque<>(
        connections.use(connection -> Heads.kept(connection, head, above, last)));
  }

  private static long write(
      Segment segment,
      long written,
      Nodes hashes,
      Deque<Heads.Kept> checkpoints,
      Head head,
      Lines to)
      throws IOException {
    long at = written;
    for (byte[] line : lines(segment, written, hashes, head)) {
      to.line(line);
      at++;
      while (!checkpoints.isEmpty() && checkpoints.peek().size() <= at) {
        byte[] note = checkpoints.poll().note();
        to.line(line(ExportFormat.CHECKPOINT, Base64.getEncoder().encodeToString(note)));
      }
    }
    return at;
  }

  private static List<byte[]> lines(Segment segment, long written, Nodes hashes, Head head) {
    List<byte[]> lines = new ArrayList<>(segment.count());
    if (segment.pruned()) {
      for (byte[] hash : segment.leafHashes()) {
        lines.add(line(ExportFormat.PRUNED, HexFormat.of().formatHex(hash)));
      }
      return lines;
    }
    long at = written;
    for (byte[] entry : EntryLines.split(segment.body())) {
      String hash =
          at < head.size() ? HexFormat.of().formatHex(hashes.node(0, at)) : "0".repeat(64);
      lines.add(entryLine(hash, entry));
      at++;
    }
    return lines;
  }

  private static byte[] entryLine(String hash, byte[] entry) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(entry.length + hash.length() + 3);
    line.writeBytes(line(ExportFormat.ENTRY, hash));
    line.write(' ');
    line.writeBytes(entry);
    return line.toByteArray();
  }

  private static byte[] line(char kind, String text) {
    return ascii(kind + " " + text);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
