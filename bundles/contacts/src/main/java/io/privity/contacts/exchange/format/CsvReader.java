// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads records of separated values (RFC 4180, and what programs make of it). A record whose quotes
 * don't balance costs its first line alone: reading goes on at the next one. Memory is bounded by
 * the longest record allowed. Not thread-safe.
 */
final class CsvReader implements Closeable {
  /** The most characters of a record. */
  static final int MAX_RECORD = 1 << 18;

  static final int MAX_CELLS = 1024;

  static final String UNBALANCED = "unbalanced-quote";
  static final String TOO_LONG = "row-too-long";
  static final String TOO_MANY = "too-many-columns";

  private static final int FAILED = -2;

  private final Reader in;
  private final char separator;
  private char[] buffer = new char[1 << 15];
  private int end;
  private boolean ended;

  /** Where the record begins, and how far it is read. */
  private int start;

  private int at;

  private long line = 1;
  private long recordLine;
  private int newlines;
  private boolean terminated;
  private String problem;
  private List<String> cells = List.of();

  CsvReader(Reader in, char separator) {
    this.in = in;
    this.separator = separator;
  }

  /** Goes to the next record; false at the end. */
  boolean next() throws IOException {
    start = at;
    recordLine = line;
    newlines = 0;
    problem = null;
    if (!more()) {
      return false;
    }
    List<String> read = new ArrayList<>(cells.size() + 1);
    int delimiter;
    do {
      delimiter = read.size() == MAX_CELLS ? fail(TOO_MANY) : cell(read);
    } while (delimiter == separator);
    if (delimiter == FAILED) {
      dropLine();
      return true;
    }
    terminated = delimiter >= 0;
    start = at;
    if (delimiter == '\r' && more() && buffer[at] == '\n') {
      at++;
    }
    line = recordLine + newlines + (terminated ? 1 : 0);
    cells = read;
    return true;
  }

  /** The record's cells; of one with a problem, its first line as it stands (or its beginning). */
  List<String> cells() {
    return cells;
  }

  /** The line on which the record begins. */
  long line() {
    return recordLine;
  }

  /** A code when the record is broken, else null. */
  String problem() {
    return problem;
  }

  /** False when the file ended without a line end after this record. */
  boolean terminated() {
    return terminated;
  }

  /** Reads a cell and returns what ended it: a separator, a line end, -1 for the file's end. */
  private int cell(List<String> read) throws IOException {
    int offset = at - start;
    if (more() && buffer[at] == '"') {
      at++;
      return quoted(read, offset);
    }
    return plain(read, offset);
  }

  private int plain(List<String> read, int offset) throws IOException {
    while (true) {
      char[] text = buffer;
      int i = at;
      while (i < end) {
        char c = text[i];
        if (c == separator || c == '\n' || c == '\r') {
          read.add(new String(text, start + offset, i - start - offset));
          at = i + 1;
          return c;
        }
        i++;
      }
      at = i;
      if (!more()) {
        if (problem != null) {
          return FAILED;
        }
        read.add(new String(buffer, start + offset, at - start - offset));
        return -1;
      }
    }
  }

  private int quoted(List<String> read, int offset) throws IOException {
    boolean escapes = false;
    int before = newlines;
    while (more()) {
      char c = buffer[at++];
      if (c == '\n' || (c == '\r' && !(more() && buffer[at] == '\n'))) {
        newlines++;
      } else if (c == '"') {
        if (more() && buffer[at] == '"') {
          at++;
          escapes = true;
          continue;
        }
        int close = at - 1 - start;
        int delimiter = afterQuote();
        if (delimiter == '"') {
          // text goes on after the quote: a name in quotes that nobody escaped, or quotes that
          // don't balance, which shows in that the "name" spans lines
          return newlines > before ? fail(UNBALANCED) : plain(read, offset);
        }
        String value = new String(buffer, start + offset + 1, close - offset - 1);
        read.add(escapes ? value.replace("\"\"", "\"") : value);
        return delimiter;
      }
    }
    return problem != null ? FAILED : fail(UNBALANCED);
  }

  /** What follows a closing quote; a quote stands for anything that should not be there. */
  private int afterQuote() throws IOException {
    int closed = at - start;
    while (more() && buffer[at] == ' ' && separator != ' ') {
      at++;
    }
    if (!more()) {
      return problem != null ? FAILED : -1;
    }
    char c = buffer[at];
    if (c == separator || c == '\n' || c == '\r') {
      at++;
      return c;
    }
    at = start + closed;
    return '"';
  }

  private int fail(String code) {
    problem = code;
    return FAILED;
  }

  /** Leaves a broken record after its first line. */
  private void dropLine() throws IOException {
    String code = problem;
    problem = null;
    at = start;
    int length = 0;
    String kept = null;
    while (true) {
      while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
        at++;
      }
      if (kept == null) {
        length = at - start;
        kept = new String(buffer, start, Math.min(length, MAX_RECORD));
      }
      start = at;
      if (at < end) {
        break;
      }
      if (!more()) {
        break;
      }
    }
    terminated = at < end;
    if (terminated) {
      boolean cr = buffer[at++] == '\r';
      start = at;
      if (cr && more() && buffer[at] == '\n') {
        at++;
      }
    }
    line = recordLine + 1;
    problem = code;
    cells = List.of(kept);
  }

  /** Whether a character is at {@link #at}: reads on when the buffer is used up. */
  private boolean more() throws IOException {
    if (at < end) {
      return true;
    }
    if (ended || problem != null) {
      return false;
    }
    if (at - start >= MAX_RECORD) {
      problem = TOO_LONG;
      return false;
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      at -= start;
      start = 0;
    } else if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int n;
    do {
      n = in.read(buffer, end, buffer.length - end);
    } while (n == 0);
    if (n < 0) {
      ended = true;
      return false;
    }
    end += n;
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
