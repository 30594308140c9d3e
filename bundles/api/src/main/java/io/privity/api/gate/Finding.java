// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.gate;

import java.util.Objects;

/**
 * A place where the real tables and the declarations of the holders don't agree.
 *
 * @param bundle the symbolic name of the bundle whose table it is; empty when nobody's
 * @param table the table's name; empty with {@link Code#MANY_HOLDERS}
 * @param column the column's name; empty when it is the whole table
 */
public record Finding(String bundle, Code code, String table, String column) {

  /** What is wrong. */
  public enum Code {
    /** A column that no holder describes. */
    NOT_CLASSIFIED("not-classified", "is not classified"),
    /** A column that the holder describes and the store does not have. */
    NO_SUCH_COLUMN("no-such-column", "is classified, and does not exist"),
    /** A column with personal data that can't hold sealed bytes. */
    NOT_SEALED("not-sealed", "holds personal data, and is not binary"),
    /** A table whose bundle has no holder. */
    NO_HOLDER("no-holder", "has no personal-data holder"),
    /** A bundle with more than one holder. */
    MANY_HOLDERS("many-holders", "has more than one personal-data holder"),
    /** A table whose name does not begin as its bundle's declaration says. */
    OUTSIDE_PREFIX("outside-prefix", "lies outside of its bundle's prefix");

    private final String text;
    private final String predicate;

    Code(String text, String predicate) {
      this.text = text;
      this.predicate = predicate;
    }

    /** The code in the API, such as {@code not-classified}. */
    public String text() {
      return text;
    }
  }

  public Finding {
    Objects.requireNonNull(bundle);
    Objects.requireNonNull(code);
    Objects.requireNonNull(table);
    Objects.requireNonNull(column);
  }

  public static Finding ofColumn(String bundle, Code code, String table, String column) {
    return new Finding(bundle, code, table, column);
  }

  public static Finding ofTable(String bundle, Code code, String table) {
    return new Finding(bundle, code, table, "");
  }

  /** What it is about: {@code loyalty_event.note}, a table, or the bundle. */
  public String place() {
    if (!column.isEmpty()) {
      return table + '.' + column;
    }
    return table.isEmpty() ? bundle : table;
  }

  /** Place and fault, such as {@code loyalty_event.note is not classified}. */
  public String sentence() {
    return place() + ' ' + code.predicate;
  }
}
