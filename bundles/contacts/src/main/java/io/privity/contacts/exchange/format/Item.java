// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import io.privity.api.contacts.Contact;
import java.util.List;

/**
 * What came of one row, card or element of a file.
 *
 * <p>{@code raw} is what stood there, for the report: a CSV row's cells, or the one text of a card.
 */
public sealed interface Item {
  /** The line on which it begins, counted from 1; for JSON the element's number. */
  long line();

  List<String> raw();

  /** It could be read. */
  record Accepted(long line, Contact contact, List<String> raw) implements Item {}

  /**
   * It can't be kept.
   *
   * @param code stable, such as {@code invalid-email}
   * @param column the column or property at fault, or null
   * @param message one sentence, without the value
   */
  record Rejected(long line, String code, String column, String message, List<String> raw)
      implements Item {

    /** The same without what stood there. */
    public Rejected withoutRaw() {
      return new Rejected(line, code, column, message, List.of());
    }
  }
}
