// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.jaxrs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gives overloaded operations ids of their own, the same at each start. */
final class OperationIds {
  private OperationIds() {}

  static List<Operation> unique(List<Operation> operations) {
    List<Operation> sorted = new ArrayList<>(operations);
    sorted.sort(Comparator.comparing(Operation::template).thenComparing(Operation::httpMethod));
    Set<String> taken = new HashSet<>();
    return sorted.stream().map(operation -> unique(operation, taken)).toList();
  }

  private static Operation unique(Operation operation, Set<String> taken) {
    String id = operation.id();
    for (int n = 2; !taken.add(id); n++) {
      id = operation.id() + n;
    }
    return new Operation(
        id,
        operation.httpMethod(),
        operation.template(),
        operation.method(),
        operation.open(),
        operation.roles(),
        operation.bulk(),
        operation.replayed(),
        operation.query(),
        operation.pattern());
  }
}
