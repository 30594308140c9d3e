// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.jaxrs;

import io.privity.api.problem.Kind;
import io.privity.api.rest.RestException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.ws.rs.QueryParam;

/**
 * What an operation takes in the query.
 *
 * @param repeatable its parameters by name, and whether each may come more than once
 */
record QueryParameters(Map<String, Boolean> repeatable) {

  /** Those that the method declares. */
  static QueryParameters of(Method method) {
    Map<String, Boolean> repeatable = new HashMap<>();
    for (Parameter parameter : method.getParameters()) {
      QueryParam query = parameter.getAnnotation(QueryParam.class);
      if (query != null) {
        repeatable.put(query.value(), Collection.class.isAssignableFrom(parameter.getType()));
      }
    }
    return new QueryParameters(Map.copyOf(repeatable));
  }

  /**
   * Refuses what the operation does not know: a misspelt filter must not be taken for none.
   *
   * @throws RestException {@code unknown-parameter}, {@code invalid-parameter} (member {@code
   *     parameter})
   */
  void check(Map<String, List<String>> given) {
    for (Map.Entry<String, List<String>> parameter : given.entrySet()) {
      Boolean repeated = repeatable.get(parameter.getKey());
      if (repeated == null) {
        throw refused("unknown-parameter", "There is no such query parameter.", parameter.getKey());
      }
      if (!repeated && parameter.getValue().size() > 1) {
        throw refused("invalid-parameter", "The query parameter comes twice.", parameter.getKey());
      }
    }
  }

  private static RestException refused(String code, String message, String parameter) {
    return new RestException(Kind.INVALID, code, message, Map.of("parameter", parameter));
  }
}
