// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

/** A value that can't be kept, on its way to become a rejected item. */
final class Unusable extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String column;

  Unusable(String code, String column, String message) {
    super(message, null, false, false);
    this.code = code;
    this.column = column;
  }

  String code() {
    return code;
  }

  String column() {
    return column;
  }
}
