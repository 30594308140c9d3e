// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import io.privity.api.contacts.CustomField;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was found out of a file before it is read, and is the same each time that it is.
 *
 * @param csv the CSV's layout, else null
 * @param monthFirst true when 5/6/1970 is the sixth of May
 */
public record FileLayout(
    Format format, Charset charset, CsvLayout csv, Mapping mapping, boolean monthFirst) {

  /** How much of the beginning is looked at. */
  public static final int SAMPLE = 1 << 16;

  private static final int SAMPLE_CARDS = 100;

  /**
   * @param head the file's beginning, up to {@link #SAMPLE} bytes
   * @param charset as the sniffer found it, or as it was declared
   * @throws FormatException when the file can't be read at all
   */
  public static FileLayout detect(
      Format format, byte[] head, Charset charset, List<CustomField> fields)
      throws FormatException {
    if (head.length == 0) {
      throw new FormatException("empty-file", "The file is empty.");
    }
    try {
      return switch (format) {
        case CSV -> csv(head, charset, fields);
        case VCARD -> new FileLayout(format, charset, null, cards(head, charset, fields), false);
        case JSON -> new FileLayout(format, charset, null, new Mapping(List.of()), false);
      };
    } catch (IOException e) {
      throw new IllegalStateException("an array can be read", e);
    }
  }

  private static FileLayout csv(byte[] head, Charset charset, List<CustomField> fields)
      throws FormatException, IOException {
    char[] sample = new char[SAMPLE];
    int length = 0;
    try (Reader reader = Decoding.reader(new ByteArrayInputStream(head), charset)) {
      int n;
      while (length < sample.length
          && (n = reader.read(sample, length, sample.length - length)) >= 0) {
        length += n;
      }
    }
    String text = new String(sample, 0, length);
    CsvLayout layout = CsvLayout.detect(text);
    List<List<String>> rows = rows(text, layout);
    Mapping mapping = Mapping.guess(layout, rows, fields);
    return new FileLayout(Format.CSV, charset, layout, mapping, isMonthFirst(rows, layout));
  }

  private static List<List<String>> rows(String text, CsvLayout layout) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (CsvReader reader = layout.open(new StringReader(text))) {
      while (reader.next()) {
        rows.add(reader.cells());
      }
    }
    return rows;
  }

  /** Dates that can be read one way only say how the others are meant. */
  private static boolean isMonthFirst(List<List<String>> rows, CsvLayout layout) {
    int dayFirst = 0;
    int monthFirst = 0;
    for (List<String> row : rows) {
      for (String cell : row) {
        Birthdays.Order order = cell.length() > 10 ? null : Birthdays.order(cell.strip());
        dayFirst += order == Birthdays.Order.DAY_FIRST ? 1 : 0;
        monthFirst += order == Birthdays.Order.MONTH_FIRST ? 1 : 0;
      }
    }
    if (dayFirst != monthFirst) {
      return monthFirst > dayFirst;
    }
    return layout.separator() == ',' && layout.columns().contains("Birthday");
  }

  private static Mapping cards(byte[] head, Charset charset, List<CustomField> fields)
      throws FormatException, IOException {
    Set<String> others = new LinkedHashSet<>();
    boolean some = false;
    try (CardSplitter splitter =
        new CardSplitter(Decoding.reader(new ByteArrayInputStream(head), charset))) {
      CardSplitter.Piece piece;
      for (int i = 0; i < SAMPLE_CARDS && (piece = splitter.next()) != null; i++) {
        some |= !"outside-card".equals(piece.problem());
        if (piece.problem() == null) {
          others.addAll(CardConverter.others(piece.text()));
        }
      }
    }
    if (!some) {
      throw new FormatException("no-cards", "No card begins in the file.");
    }
    List<Mapping.Column> columns = new ArrayList<>();
    for (String name : others) {
      columns.add(Mapping.column(name, null, fields));
    }
    return new Mapping(columns);
  }

  public FileLayout with(Mapping changed) {
    return new FileLayout(format, charset, csv, changed, monthFirst);
  }

  public FileLayout withMonthFirst(boolean first) {
    return new FileLayout(format, charset, csv, mapping, first);
  }

  /** Reads the file from its first byte. */
  public ItemReader open(InputStream in, List<CustomField> fields) throws IOException {
    Birthdays.Order order = monthFirst ? Birthdays.Order.MONTH_FIRST : Birthdays.Order.DAY_FIRST;
    return switch (format) {
      case CSV ->
          new CsvItems(
              csv.open(Decoding.reader(in, charset)),
              csv,
              new RowConverter(csv, mapping, fields, order));
      case VCARD -> {
        boolean bytes = charset.name().equals("windows-1252");
        Charset read = bytes ? StandardCharsets.ISO_8859_1 : charset;
        yield new CardItems(
            new CardSplitter(Decoding.reader(in, read)),
            bytes,
            new CardConverter(mapping, fields, order));
      }
      case JSON -> new JsonItems(Decoding.reader(in, charset));
    };
  }
}
