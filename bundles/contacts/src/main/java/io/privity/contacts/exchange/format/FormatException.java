// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

/** A file that can't be read at all, such as one that has no columns. */
public final class FormatException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  FormatException(String code, String message) {
    super(message);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
