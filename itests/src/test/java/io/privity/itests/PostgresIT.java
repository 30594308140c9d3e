// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import org.junit.AfterClass;
import org.junit.BeforeClass;

/** The suite on a real PostgreSQL. */
public class PostgresIT extends StoreSuite {
  private static Postgres postgres;
  private static Distribution server;

  @BeforeClass
  public static void start() {
    postgres = new Postgres();
    server = postgres.serve(new Distribution("postgres")).start();
  }

  @AfterClass
  public static void stop() {
    server.close();
    postgres.close();
  }

  @Override
  Distribution server() {
    return server;
  }
}
