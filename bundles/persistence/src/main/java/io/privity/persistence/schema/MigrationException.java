// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.schema;

import java.sql.SQLException;

/** A changelog could not be run. The message may be logged and shown to the operator. */
public final class MigrationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean database;

  MigrationException(String bundle, Exception cause) {
    super("The changelog of " + bundle + " could not be run: " + reason(cause), cause);
    database = sql(cause) != null;
  }

  /** True when it was the database that failed, so that it may go better later. */
  public boolean isDatabaseFailure() {
    return database;
  }

  // Liquibase quotes the statement, and the database may quote a row, so neither is repeated;
  // errors of the changelog itself (class 42, and those without SQL) speak of names alone.
  private static String reason(Throwable cause) {
    SQLException sql = sql(cause);
    String message;
    if (sql == null) {
      Throwable root = cause;
      while (root.getCause() != null && root.getCause() != root) {
        root = root.getCause();
      }
      message = root.getClass().getSimpleName() + ": " + root.getMessage();
    } else if (sql.getSQLState() != null && sql.getSQLState().startsWith("42")) {
      message = "SQL state " + sql.getSQLState() + ": " + sql.getMessage();
    } else {
      message = "SQL state " + sql.getSQLState();
    }
    return message.replaceAll("\\s+", " ");
  }

  private static SQLException sql(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }
}
