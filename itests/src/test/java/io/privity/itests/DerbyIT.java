// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import org.junit.AfterClass;
import org.junit.BeforeClass;

/** The suite on embedded Derby, the default. */
public class DerbyIT extends StoreSuite {
  private static Distribution server;

  @BeforeClass
  public static void start() {
    server = new Distribution("derby").start();
  }

  @AfterClass
  public static void stop() {
    server.close();
  }

  @Override
  Distribution server() {
    return server;
  }
}
