// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a CSV file is laid out.
 *
 * @param separator between cells
 * @param separatorLine true when the file begins with a line such as {@code sep=;}
 * @param header true when its first row names the columns
 * @param columns the columns' names; made up where there is no header
 */
public record CsvLayout(
    char separator, boolean separatorLine, boolean header, List<String> columns) {

  private static final char[] SEPARATORS = {',', ';', '\t', '|'};
  private static final int SAMPLE_ROWS = 50;

  public CsvLayout {
    columns = List.copyOf(columns);
  }

  /**
   * Finds the layout from the file's beginning.
   *
   * @param sample the beginning, which may end anywhere
   * @throws FormatException {@code empty-file}, {@code no-columns}
   */
  static CsvLayout detect(String sample) throws FormatException {
    char declared = declaredSeparator(sample);
    String text = declared == 0 ? sample : sample.substring(lineEnd(sample));
    char best = declared;
    List<List<String>> bestRows = declared == 0 ? List.of() : rows(text, declared);
    if (declared == 0) {
      double bestScore = -1;
      for (char separator : SEPARATORS) {
        List<List<String>> rows = rows(text, separator);
        double score = score(rows);
        if (score > bestScore) {
          best = separator;
          bestScore = score;
          bestRows = rows;
        }
      }
    }
    if (bestRows.isEmpty()) {
      throw new FormatException("empty-file", "The file holds no rows.");
    }
    List<String> first = bestRows.get(0);
    if (first.size() == 1 && first.get(0).length() > 200) {
      throw new FormatException("no-columns", "No columns were found in the file.");
    }
    boolean header = isHeader(first);
    return new CsvLayout(best, declared != 0, header, names(first, header, bestRows));
  }

  /** Whether the file is one of our exports, whose cells hold values exactly. */
  boolean isOwnExport() {
    return columns.contains("name.full") && columns.contains("emails.1.address");
  }

  /** Whether cells were neutralised by us: an export, or a report of rejects. */
  boolean isNeutralised() {
    return isOwnExport() || columns.contains(RejectsCsv.LINE);
  }

  private static char declaredSeparator(String sample) {
    boolean declares = sample.length() > 4 && sample.regionMatches(true, 0, "sep=", 0, 4);
    return declares && (sample.length() == 5 || sample.charAt(5) < ' ') ? sample.charAt(4) : 0;
  }

  private static int lineEnd(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text.length() : end + 1;
  }

  private static List<List<String>> rows(String text, char separator) {
    List<List<String>> rows = new ArrayList<>();
    try (CsvReader reader = new CsvReader(new StringReader(text), separator)) {
      while (rows.size() < SAMPLE_ROWS && reader.next()) {
        boolean blank = reader.cells().size() == 1 && reader.cells().get(0).isBlank();
        if (reader.problem() == null && !blank) {
          rows.add(reader.cells());
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("a string can be read", e);
    }
    return rows;
  }

  /** How alike the rows are, and then how many columns the first one has. */
  private static double score(List<List<String>> rows) {
    if (rows.isEmpty() || rows.get(0).size() < 2) {
      return 0;
    }
    int columns = rows.get(0).size();
    // the last row of a sample may be cut
    int compared = rows.size() > 2 ? rows.size() - 1 : rows.size();
    int alike = 0;
    for (int i = 0; i < compared; i++) {
      if (rows.get(i).size() == columns) {
        alike++;
      }
    }
    int known = 0;
    for (String name : rows.get(0)) {
      if (HeaderGuess.isKnown(name)) {
        known++;
      }
    }
    return 1 + (double) alike / compared + Math.min(columns, 100) / 200.0 + Math.min(known, 4);
  }

  /** A row that names columns holds no values: no address, no number, and nothing twice. */
  private static boolean isHeader(List<String> first) {
    Set<String> seen = new HashSet<>();
    int named = 0;
    for (String cell : first) {
      String name = cell.strip();
      if (name.indexOf('@') > 0 || isNumber(name)) {
        return false;
      }
      if (!name.isEmpty()) {
        named++;
        seen.add(name);
      }
    }
    return named > 0 && seen.size() * 2 > named;
  }

  private static boolean isNumber(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLetter(c)) {
        return false;
      }
      if (Character.isDigit(c)) {
        digits++;
      }
    }
    return digits > 2;
  }

  private static List<String> names(List<String> first, boolean header, List<List<String>> rows) {
    int width = first.size();
    if (!header) {
      for (List<String> row : rows) {
        width = Math.max(width, row.size());
      }
    }
    List<String> names = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      String name = header ? Text.clean(first.get(i)) : "";
      names.add(name.isEmpty() ? "Column " + (i + 1) : name);
    }
    return names;
  }

  /** A reader that stands behind the header. */
  CsvReader open(Reader in) throws IOException {
    if (separatorLine) {
      int c;
      do {
        c = in.read();
      } while (c >= 0 && c != '\n');
    }
    CsvReader reader = new CsvReader(in, separator);
    if (header) {
      // the header is the first row that is not blank
      while (reader.next()) {
        boolean blank = reader.cells().size() == 1 && reader.cells().get(0).isBlank();
        if (reader.problem() == null && !blank) {
          break;
        }
      }
    }
    return reader;
  }
}
