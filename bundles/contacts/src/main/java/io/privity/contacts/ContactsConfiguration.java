// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code io.privity.contacts}. */
@ObjectClassDefinition(name = "Privity contacts")
public @interface ContactsConfiguration {

  @AttributeDefinition(
      name = "Index budget",
      description =
          "Memory for opened contacts, for all tenants together, in MiB. Tenants unused for longest"
              + " are forgotten first; one that alone is larger is searched in the store.",
      min = "1")
  int indexBudget() default 256;
}
