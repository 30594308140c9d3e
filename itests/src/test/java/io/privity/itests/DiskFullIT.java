// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/**
 * The disk is full: nothing is acknowledged that is not kept, and writing goes on when room
 * returns.
 */
public class DiskFullIT {
  private final Distribution server = new Distribution("disk-full");

  @Before
  public void mount() throws IOException {
    Files.createDirectories(server.data());
    boolean mounted =
        Processes.runWithInput(
                    Path.of("/"),
                    Map.of(),
                    "",
                    "mount",
                    "-t",
                    "tmpfs",
                    "-o",
                    "size=400m",
                    "privity",
                    server.data().toString())
                .exit()
            == 0;
    if (!mounted) {
      System.err.println("DISK FULL NOT TESTED: only root may mount a small file system");
    }
    assumeTrue("only root may mount a small file system", mounted);
  }

  @After
  public void unmount() {
    server.close();
    Processes.runWithInput(Path.of("/"), Map.of(), "", "umount", "-l", server.data().toString());
  }

  @Test
  public void itRefusesAndRecovers() throws IOException {
    server.start();
    Tenant tenant = Tenant.signUp(server.api(), "full@example.com");
    Set<String> acknowledged = new HashSet<>();
    acknowledged.add(tenant.contact("Before", "Full", "before@example.org"));
    Path filler = server.data().resolve("filler");
    fill(filler);

    Api.Answer refused = null;
    for (int i = 0; i < 20_000 && refused == null; i++) {
      Api.Answer answer = create(tenant.api());
      if (answer.status() == 201) {
        acknowledged.add(answer.json().path("id").asText());
      } else {
        refused = answer;
      }
    }
    assertTrue("the disk never was full", refused != null);
    assertEquals(refused.text(), 503, refused.status());

    Files.delete(filler);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              Api.Answer answer = create(tenant.api());
              if (answer.status() == 201) {
                acknowledged.add(answer.json().path("id").asText());
              }
              return answer.status() == 201;
            });
    Set<String> kept = new HashSet<>();
    tenant
        .api()
        .get("/exports/contacts?format=json")
        .expect(200)
        .json()
        .forEach(contact -> kept.add(contact.path("id").asText()));
    assertEquals(acknowledged, kept);
  }

  private static Api.Answer create(Api api) {
    return api.post(
        "/contacts", Map.of("name", Map.of("full", "Filling"), "notes", "n".repeat(10_000)));
  }

  /** Writes until there is no room left. */
  private static void fill(Path file) throws IOException {
    byte[] block = new byte[64 * 1024];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertTrue(Files.size(file) > 0);
    }
  }
}
