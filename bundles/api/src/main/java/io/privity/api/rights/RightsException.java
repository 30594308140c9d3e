// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rights;

import io.privity.api.problem.Kind;
import io.privity.api.problem.ProblemException;
import java.util.Map;

/** What the rights work refuses. */
public final class RightsException extends ProblemException {
  private static final long serialVersionUID = 1L;

  public RightsException(Kind kind, String code, String message) {
    super(kind, code, message, Map.of());
  }

  public RightsException(Kind kind, String code, String message, Map<String, Object> members) {
    super(kind, code, message, members);
  }
}
