// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.store;

import io.privity.api.caller.Caller;

/** How a log is named: in the column {@code tenant}, and in its origin. */
public final class LogName {
  /** What the column holds for the operator's log. */
  public static final String OPERATOR = "00000000-0000-0000-0000-000000000000";

  private static final String OPERATOR_NAME = "operator";

  private LogName() {}

  /** The column's value for the log that the caller's acts go to. */
  public static String of(Caller caller) {
    return caller.isOperator() ? OPERATOR : caller.tenant().toString();
  }

  /** The name in origins and at the console. */
  public static String shown(String tenant) {
    return tenant.equals(OPERATOR) ? OPERATOR_NAME : tenant;
  }

  /** The column's value for a name as it is shown. */
  public static String column(String shown) {
    return shown.equals(OPERATOR_NAME) ? OPERATOR : shown;
  }
}
