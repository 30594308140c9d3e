// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence;

import io.privity.api.persistence.StoreException;
import io.privity.api.problem.ProblemException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Tells what a failure of the database means, to the caller of a transaction and to operators. */
final class SqlFailures {
  private static final String UNIQUE_VIOLATION = "23505";

  private SqlFailures() {}

  /**
   * The exception to throw: a problem as it is, anything that comes from the database as a {@link
   * StoreException}, any other unchecked exception as it is, and a checked one wrapped.
   */
  static RuntimeException translate(Exception failure) {
    if (failure instanceof ProblemException problem) {
      return problem;
    }
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    boolean sql = false;
    for (Throwable t = failure; t != null && seen.add(t); t = t.getCause()) {
      if (t instanceof ProblemException problem) {
        return problem;
      }
      if (t instanceof SQLException e) {
        sql = true;
        if (isDuplicate(e)) {
          return StoreException.duplicate(failure);
        }
      }
    }
    if (!sql && failure instanceof RuntimeException unchecked) {
      return unchecked;
    }
    return StoreException.unavailable(failure);
  }

  /** Names a failure's root, and its SQL state; says nothing of hosts, files or rows. */
  static String name(Exception failure) {
    String name = root(failure).getClass().getSimpleName();
    return failure instanceof SQLException sql ? name + " " + sql.getSQLState() : name;
  }

  /**
   * What the root of a failure says, for the log: nothing, unless it is about the link (class 08)
   * or the sign-in (class 28). Those speak of settings; others may quote a row.
   */
  static String words(Exception failure) {
    String state = failure instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
    boolean link = state.startsWith("08") || state.startsWith("28");
    return link ? ": " + root(failure).getMessage() : "";
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }

  // A batch hangs the real reason behind itself.
  private static boolean isDuplicate(SQLException failure) {
    int bound = 100;
    for (SQLException e = failure; e != null && bound-- > 0; e = e.getNextException()) {
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
