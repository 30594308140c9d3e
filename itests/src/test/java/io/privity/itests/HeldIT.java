// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** One server a data directory: a second one says so and ends; a dead one holds nothing. */
public class HeldIT {
  private static final int HELD = 5;
  private static Distribution server;
  private static Path pidFile;

  @BeforeClass
  public static void start() {
    server = new Distribution("held").start();
    pidFile = server.data().resolve("karaf/karaf.pid");
  }

  @AfterClass
  public static void stop() {
    server.close();
  }

  @Test
  public void aSecondServerSaysWhoHoldsTheDataAndEnds() throws Exception {
    try (Distribution second = server.beside().launch()) {
      assertEquals(HELD, second.awaitEnd());
      String held =
          "PRIVITY_DATA " + server.data().toRealPath() + " is held by another server, process ";
      assertSays(second.console(), held + server.pid());
      assertSays(server.data().resolve("log/privity.log"), held + server.pid());
    }
    assertEquals(Long.toString(server.pid()), Files.readString(pidFile));
    server.api().get("/health").expect(200);
  }

  @Test
  public void aHolderThatIsNotSeenIsHeededAllTheSame() throws Exception {
    Files.delete(pidFile);
    try (Distribution second = server.beside().launch()) {
      assertEquals(HELD, second.awaitEnd());
      assertSays(second.console(), "another instance is running");
    } finally {
      Files.writeString(pidFile, Long.toString(server.pid()));
    }
    server.api().get("/health").expect(200);
  }

  @Test
  public void aDeadHoldersIdThatAnotherProcessHasNowHoldsNothing() throws Exception {
    server.kill();
    Files.writeString(pidFile, Long.toString(ProcessHandle.current().pid()));
    server.start();
  }

  private static void assertSays(Path file, String text) throws IOException {
    String said = Files.readString(file);
    assertTrue(said, said.contains(text));
  }
}
