// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the store. */
@ObjectClassDefinition(
    name = "Privity persistence",
    description = "The store: encrypted Derby, or PostgreSQL")
@interface Settings {
  @AttributeDefinition(
      name = "Data",
      description = "The directory of all state; the Derby store lies in its directory db/privity")
  String data();

  @AttributeDefinition(
      name = "URL",
      description =
          "The JDBC address of a PostgreSQL database, such as"
              + " jdbc:postgresql://db.example.com/privity; empty for the embedded Derby store")
  String url() default "";

  @AttributeDefinition(name = "User", description = "The user of the PostgreSQL database")
  String user() default "";

  @AttributeDefinition(
      name = "Password file",
      description =
          "A file that its owner alone can read, with the PostgreSQL user's password in its first"
              + " line")
  String passwordFile() default "";

  @AttributeDefinition(
      name = "Pool size",
      description = "The number of connections that may be open at once")
  int poolSize() default 16;

  @AttributeDefinition(
      name = "Page cache",
      description = "The size of Derby's page cache in MiB; its pages are decrypted")
  int pageCache() default 48;
}
