// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.contacts.exchange.format.Item;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A rejected item as bytes. */
final class Rejects {
  /** Of a longer row the beginning is kept. */
  private static final int MAX_RAW = 1 << 16;

  private Rejects() {}

  static byte[] write(Item.Rejected reject) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(reject.line());
      text(out, reject.code(), MAX_RAW);
      text(out, reject.column() == null ? "" : reject.column(), MAX_RAW);
      text(out, reject.message(), MAX_RAW);
      out.writeInt(reject.raw().size());
      int left = MAX_RAW;
      for (String cell : reject.raw()) {
        left -= text(out, cell, left);
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory can be written", e);
    }
    return bytes.toByteArray();
  }

  private static int text(DataOutputStream out, String text, int max) throws IOException {
    String kept = text.length() > max ? text.substring(0, max) : text;
    byte[] utf8 = kept.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
    return kept.length();
  }

  static Item.Rejected read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      long line = in.readLong();
      String code = text(in);
      String column = text(in);
      String message = text(in);
      int cells = in.readInt();
      List<String> raw = new ArrayList<>(cells);
      for (int i = 0; i < cells; i++) {
        raw.add(text(in));
      }
      return new Item.Rejected(line, code, column.isEmpty() ? null : column, message, raw);
    } catch (IOException e) {
      throw new IllegalStateException("memory can be read", e);
    }
  }

  private static String text(DataInputStream in) throws IOException {
    byte[] utf8 = new byte[in.readInt()];
    in.readFully(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
