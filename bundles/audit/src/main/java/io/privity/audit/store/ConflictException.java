// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.store;

import java.sql.SQLException;

/** The log has moved on under the one who extends it; nothing is lost, it starts over. */
public final class ConflictException extends SQLException {
  private static final long serialVersionUID = 1L;

  public ConflictException() {
    super("the log was extended by someone else");
  }
}
