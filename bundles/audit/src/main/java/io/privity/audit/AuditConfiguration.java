// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code io.privity.audit}. */
@ObjectClassDefinition(name = "Privity audit")
public @interface AuditConfiguration {

  @AttributeDefinition(
      name = "Retention",
      description =
          "How long entries keep their bodies, as an ISO-8601 period from P1D to P1000Y. Leaf hashes"
              + " and proofs stay for ever.")
  String retention() default "P3Y";
}
