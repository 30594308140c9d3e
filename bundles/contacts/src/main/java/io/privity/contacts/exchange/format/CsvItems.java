// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The rows of a CSV file as items. Blank lines are none, nor are empty rows at the file's end. */
final class CsvItems implements ItemReader {
  /** Empty rows are held back until a row follows, but no more than so many. */
  private static final int MAX_HELD = 10_000;

  private final CsvReader reader;
  private final CsvLayout layout;
  private final RowConverter converter;
  private final Deque<Long> emptyRows = new ArrayDeque<>();
  private Item held;

  CsvItems(CsvReader reader, CsvLayout layout, RowConverter converter) {
    this.reader = reader;
    this.layout = layout;
    this.converter = converter;
  }

  @Override
  public Item next() throws IOException {
    if (held == null) {
      held = read();
      if (held == null) {
        return null;
      }
    }
    if (!emptyRows.isEmpty()) {
      return new Item.Rejected(
          emptyRows.remove(), "empty-row", null, "The row is empty.", List.of());
    }
    Item next = held;
    held = null;
    return next;
  }

  private Item read() throws IOException {
    while (reader.next()) {
      List<String> cells = reader.cells();
      if (reader.problem() != null) {
        return broken(reader.problem(), cells);
      }
      if (!isBlank(cells)) {
        return row(layout.isNeutralised() ? original(cells) : cells);
      }
      if (cells.size() > 1 && emptyRows.size() < MAX_HELD) {
        emptyRows.add(reader.line());
      }
    }
    return null;
  }

  private Item row(List<String> cells) {
    int columns = layout.columns().size();
    long line = reader.line();
    if (cells.size() > columns && !isBlank(cells.subList(columns, cells.size()))) {
      return new Item.Rejected(
          line, "ragged-row", null, "The row has more cells than there are columns.", cells);
    }
    boolean cut = cells.size() < columns && !reader.terminated();
    if (cut || cells.size() == 1 && columns > 2) {
      return new Item.Rejected(
          line, "ragged-row", null, "The row has fewer cells than there are columns.", cells);
    }
    for (int i = 0; i < cells.size(); i++) {
      if (Decoding.isBroken(cells.get(i))) {
        return new Item.Rejected(
            line,
            "broken-characters",
            i < columns ? layout.columns().get(i) : null,
            "The text holds bytes that are no characters of the file's charset.",
            cells);
      }
    }
    try {
      return new Item.Accepted(line, converter.convert(cells), cells);
    } catch (Unusable e) {
      return new Item.Rejected(line, e.code(), e.column(), e.getMessage(), cells);
    }
  }

  private Item broken(String code, List<String> cells) {
    String message =
        switch (code) {
          case CsvReader.UNBALANCED -> "A quote is opened in this line and not closed.";
          case CsvReader.TOO_MANY -> "The row has more than " + CsvReader.MAX_CELLS + " cells.";
          default -> "The row is longer than " + CsvReader.MAX_RECORD + " characters.";
        };
    return new Item.Rejected(reader.line(), code, null, message, cells);
  }

  private static List<String> original(List<String> cells) {
    List<String> original = new ArrayList<>(cells.size());
    for (String cell : cells) {
      original.add(Neutral.original(cell));
    }
    return original;
  }

  private static boolean isBlank(List<String> cells) {
    for (String cell : cells) {
      if (!cell.isEmpty() && !Text.clean(cell).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
