// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Who may sign up, how much a stranger may try, and what is left of a tenant. */
@ObjectClassDefinition(name = "Privity tenants")
public @interface TenantsConfig {
  @AttributeDefinition(
      description =
          "Who may sign up: open, invite, closed. Empty: open where bind is a loopback address,"
              + " else invite")
  String signup() default "";

  @AttributeDefinition(description = "The address that the server listens on")
  String bind();

  @AttributeDefinition(description = "Sign-ups in an hour from one address")
  int signups_per_hour() default 200;

  @AttributeDefinition(description = "Sign-ups in an hour from one address that met a taken e-mail")
  int taken_per_hour() default 60;

  @AttributeDefinition(description = "Sign-ins in a minute from one address, good ones included")
  int signins_per_minute() default 600;

  @AttributeDefinition(description = "Wrong passwords and codes in 15 minutes from one address")
  int failures_per_quarter() default 100;

  @AttributeDefinition(
      description =
          "How long the certificate of a tenant's destruction and its owner's address are kept,"
              + " an ISO 8601 period")
  String departed_retention() default "P1Y";
}
