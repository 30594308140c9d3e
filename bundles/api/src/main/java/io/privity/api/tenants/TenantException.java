// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.tenants;

import io.privity.api.problem.Kind;
import io.privity.api.problem.ProblemException;
import java.util.Map;

/** What {@link Tenants} and {@link Users} refuse. */
public final class TenantException extends ProblemException {
  private static final long serialVersionUID = 1L;

  public TenantException(Kind kind, String code, String message) {
    super(kind, code, message, Map.of());
  }

  public TenantException(Kind kind, String code, String message, Map<String, Object> members) {
    super(kind, code, message, members);
  }
}
