// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Test;

/**
 * The distribution boots from its own repository, with no network but a loopback interface of its
 * own.
 */
public class OfflineBootIT {
  private final Distribution server = new Distribution("offline");

  @After
  public void close() {
    server.close();
  }

  @Test
  public void itBootsWithoutANetwork() {
    boolean allowed =
        Processes.runWithInput(Path.of("/"), Map.of(), "", "unshare", "-rn", "true").exit() == 0;
    if (!allowed) {
      System.err.println("OFFLINE BOOT NOT TESTED: this kernel lets nobody unshare the network");
    }
    assumeTrue("this kernel lets nobody unshare the network", allowed);
    server
        .with("MAVEN_OPTS", "-Dmaven.repo.local=/nonexistent")
        .under("unshare", "-rn", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh")
        .launch();
    Processes.Result health =
        Awaitility.await()
            .atMost(Duration.ofSeconds(90))
            .pollInterval(Duration.ofMillis(250))
            .until(this::health, result -> result.output().contains("\"up\"") || !server.isAlive());
    assertTrue(health.output(), health.output().contains("\"status\":\"up\""));
    assertEquals(0, health.exit());
  }

  /** Asked from inside the server's network. */
  private Processes.Result health() {
    return Processes.runWithInput(
        server.data(),
        Map.of(),
        "",
        "nsenter",
        "-t",
        Long.toString(server.pid()),
        "-U",
        "-n",
        "--preserve-credentials",
        "curl",
        "-s",
        "-k",
        "https://127.0.0.1:" + server.httpsPort() + "/api/v1/health");
  }
}
