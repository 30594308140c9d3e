// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.audit;

import io.privity.api.problem.Kind;
import io.privity.api.problem.ProblemException;
import java.util.Map;

/** What the audit log refuses. */
public final class AuditException extends ProblemException {
  private static final long serialVersionUID = 1L;

  public static final String INVALID_RANGE = "invalid-range";
  public static final String ROLLED_BACK = "store-rolled-back";

  public AuditException(Kind kind, String code, String message) {
    super(kind, code, message, Map.of());
  }
}
