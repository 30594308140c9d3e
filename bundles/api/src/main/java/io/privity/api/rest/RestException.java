// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rest;

import io.privity.api.problem.Kind;
import io.privity.api.problem.ProblemException;
import java.util.Map;

/** A request that breaks the conventions of the API, whatever the domain. */
public final class RestException extends ProblemException {
  private static final long serialVersionUID = 1L;

  public RestException(Kind kind, String code, String message) {
    super(kind, code, message, Map.of());
  }

  public RestException(Kind kind, String code, String message, Map<String, Object> members) {
    super(kind, code, message, members);
  }

  /** A query parameter that has no value that it may have. */
  public static RestException invalidParameter(String name, String message) {
    return new RestException(Kind.INVALID, "invalid-parameter", message, Map.of("parameter", name));
  }
}
