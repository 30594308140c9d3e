// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code io.privity.rights}. */
@ObjectClassDefinition(name = "Privity rights")
public @interface RightsConfiguration {
  @AttributeDefinition(
      description =
          "The https address by which subjects reach this server, as links name it. Empty: as the"
              + " tenant reached it that asked for the link")
  String public_url() default "";
}
