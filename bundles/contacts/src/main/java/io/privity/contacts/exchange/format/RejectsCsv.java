// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * The rejected rows as a CSV file that can be put right and imported again: what was wrong, and
 * then the row's own columns. The columns of the report are ignored by an import.
 */
public final class RejectsCsv {
  static final String PREFIX = "reject.";
  static final String LINE = PREFIX + "line";

  private final CsvWriter out;

  /**
   * @param columns the file's own columns
   */
  public RejectsCsv(Writer out, List<String> columns) throws IOException {
    this.out = new CsvWriter(out);
    List<String> header = new ArrayList<>(columns.size() + 4);
    header.addAll(List.of(LINE, PREFIX + "code", PREFIX + "column", PREFIX + "message"));
    header.addAll(columns);
    this.out.write(header);
  }

  public void write(Item.Rejected reject) throws IOException {
    List<String> row = new ArrayList<>(reject.raw().size() + 4);
    row.add(Long.toString(reject.line()));
    row.add(reject.code());
    row.add(reject.column() == null ? "" : reject.column());
    row.add(reject.message());
    row.addAll(reject.raw());
    out.write(row);
  }
}
