// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.access;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A table as CSV (RFC 4180), safe to open in a spreadsheet. */
final class Csv {
  private final StringBuilder text = new StringBuilder("\uFEFF");

  Csv row(Object... cells) {
    for (int i = 0; i < cells.length; i++) {
      text.append(i == 0 ? "" : ",").append(cell(cells[i]));
    }
    text.append("\r\n");
    return this;
  }

  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What begins like a formula gets an apostrophe before it. */
  private static String cell(Object value) {
    String text =
        value == null
            ? ""
            : value instanceof List<?> list
                ? String.join(" ", list.stream().map(Object::toString).toList())
                : value.toString();
    if (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
