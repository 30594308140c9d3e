// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.audit.store.PendingRow;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Entries one a line, as rows hold them. */
final class EntryLines {
  /** Rows are filled up to this; a single entry may be a little longer. */
  private static final int FULL = 24 * 1024;

  private EntryLines() {}

  /** Takes the bytes of one line, without its end. */
  @FunctionalInterface
  interface Visitor {
    void line(byte[] body, int from, int length);
  }

  static void forEach(byte[] body, Visitor visitor) {
    int from = 0;
    for (int i = 0; i < body.length; i++) {
      if (body[i] == '\n') {
        visitor.line(body, from, i - from);
        from = i + 1;
      }
    }
  }

  static List<byte[]> split(byte[] body) {
    List<byte[]> lines = new ArrayList<>();
    forEach(
        body,
        (bytes, from, length) -> {
          byte[] line = new byte[length];
          System.arraycopy(bytes, from, line, 0, length);
          lines.add(line);
        });
    return lines;
  }

  /** Packs entries of one log into as few bodies as their size allows. */
  static List<byte[]> pack(List<byte[]> entries) {
    if (entries.size() == 1) {
      byte[] entry = entries.get(0);
      byte[] body = new byte[entry.length + 1];
      System.arraycopy(entry, 0, body, 0, entry.length);
      body[entry.length] = '\n';
      return List.of(body);
    }
    List<byte[]> bodies = new ArrayList<>();
    ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
    for (byte[] entry : entries) {
      if (body.size() > 0 && body.size() + entry.length + 1 > FULL) {
        bodies.add(body.toByteArray());
        body.reset();
      }
      body.writeBytes(entry);
      body.write('\n');
    }
    bodies.add(body.toByteArray());
    return bodies;
  }

  static List<PendingRow> rows(String tenant, List<byte[]> entries) {
    List<PendingRow> rows = new ArrayList<>(1);
    for (byte[] body : pack(entries)) {
      rows.add(new PendingRow(tenant, id(body, 0), body));
    }
    return rows;
  }

  /** The id of the entry that begins there. */
  static String id(byte[] body, int from) {
    return new String(body, from + EntryWriter.ID_AT, EntryIds.LENGTH, StandardCharsets.US_ASCII);
  }

  /** The time of the entry that begins there. */
  static long time(byte[] body, int from) {
    return EntryIds.time(body, from + EntryWriter.ID_AT);
  }
}
