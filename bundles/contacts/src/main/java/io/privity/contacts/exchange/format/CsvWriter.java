// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Writes neutralised cells (RFC 4180): CRLF, quotes where they are needed. */
final class CsvWriter {
  private final Writer out;

  CsvWriter(Writer out) {
    this.out = out;
  }

  void write(List<String> cells) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      cell(cells.get(i));
    }
    out.write("\r\n");
  }

  private void cell(String text) throws IOException {
    if (text == null || text.isEmpty()) {
      return;
    }
    String cell = Neutral.neutralised(text);
    if (!needsQuotes(cell)) {
      out.write(cell);
      return;
    }
    out.write('"');
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c == '"') {
        out.write('"');
      }
      out.write(c);
    }
    out.write('"');
  }

  private static boolean needsQuotes(String cell) {
    // other programs trim what stands bare
    if (cell.charAt(0) <= ' ' || cell.charAt(cell.length() - 1) <= ' ') {
      return true;
    }
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c == ',' || c == ';' || c == '"' || c == '\n' || c == '\r' || c == '\t') {
        return true;
      }
    }
    return false;
  }
}
