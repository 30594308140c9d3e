// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.After;
import org.junit.Test;

/**
 * The log, checked by those who do not trust the server: its export offline, and a database that
 * was set back.
 */
public class LogIT {
  private final Distribution server = new Distribution("log");

  @After
  public void close() {
    server.close();
  }

  @Test
  public void anExportIsVerifiedOfflineAndAnAlterationIsNamed() throws IOException {
    server.start();
    Tenant tenant = Tenant.signUp(server.api(), "verifier@example.com");
    String id = tenant.contact("On", "Record", "record@example.org");
    tenant.api().get("/contacts/" + id).expect(200);
    Path key = keep("key", tenant.api().get("/audit/key").expect(200));
    Path checkpoint = keep("checkpoint", tenant.api().get("/audit/checkpoint").expect(200));
    tenant.api().get("/contacts/" + id).expect(200);
    Path log = keep("log", tenant.api().get("/audit/log").expect(200));

    Processes.Result right = verify(key, checkpoint, log);
    assertEquals(right.output(), 0, right.exit());

    String text = Files.readString(log);
    assertTrue(text, text.contains("contacts.read"));
    Path changed = log.resolveSibling("log-changed");
    Files.writeString(changed, text.replaceFirst("contacts\\.read", "contacts.list"));
    Processes.Result wrong = verify(key, checkpoint, changed);
    assertEquals(wrong.output(), 1, wrong.exit());
    assertTrue(wrong.output(), wrong.output().contains("changed"));
  }

  @Test
  public void aDatabaseThatWasSetBackIsNotServed() {
    server.start();
    Tenant tenant = Tenant.signUp(server.api(), "rollback@example.com");
    tenant.contact("Before", "Copy", "before@example.org");
    server.stop();
    Path database = server.data().resolve("db");
    Path copy = server.data().resolveSibling("db-copy");
    Processes.run(server.data(), Map.of(), "rm", "-rf", copy.toString());
    Processes.run(server.data(), Map.of(), "cp", "-a", database.toString(), copy.toString());

    server.start();
    Api api = Tenant.signIn(server.api(), tenant.email(), tenant.password());
    api.get("/contacts").expect(200);
    api.get("/audit/checkpoint").expect(200);
    server.stop();
    Processes.run(server.data(), Map.of(), "rm", "-rf", database.toString());
    Processes.run(server.data(), Map.of(), "mv", copy.toString(), database.toString());

    server.launch().awaitHealth("quarantined", "degraded", "sealed");
    assertEquals(503, server.api().as("any").get("/contacts").status());
    Processes.Result health = server.console("privity:health");
    assertTrue(health.output(), health.exit() != 0);
    assertTrue(
        health.output(),
        health.output().contains("store-rolled-back") || health.output().contains("vault"));
  }

  private Path keep(String name, Api.Answer answer) throws IOException {
    Path file = server.data().resolveSibling("log-" + name);
    return Files.write(file, answer.bytes());
  }

  private static Processes.Result verify(Path key, Path checkpoint, Path log) {
    Path jar =
        Path.of(System.getProperty("privity.bundles"), "audit", "target")
            .resolve("io.privity.audit-" + System.getProperty("privity.version") + ".jar");
    return Processes.runWithInput(
        log.getParent(),
        Map.of(),
        "",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-jar",
        jar.toAbsolutePath().normalize().toString(),
        "--key",
        "@" + key,
        "--checkpoint",
        checkpoint.toString(),
        log.toString());
  }
}
