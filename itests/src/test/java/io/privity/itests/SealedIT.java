// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Test;

/**
 * A server without its passphrase, or with a wrong one: it says so, answers 503, and touches
 * nothing.
 */
public class SealedIT {
  private final Distribution server = new Distribution("sealed");

  @After
  public void close() {
    server.close();
  }

  @Test
  public void aWrongPassphraseLeavesItSealedAndUntouched() throws Exception {
    Path right = passphrase("right", "the right passphrase of this store");
    Path wrong = passphrase("wrong", "another passphrase altogether");
    server.with("PRIVITY_PASSPHRASE_FILE", right.toString()).start();
    Tenant tenant = Tenant.signUp(server.api(), "sealed@example.com");
    String id = tenant.contact("Behind", "Seal", "behind@example.org");
    server.stop();
    Map<String, String> before = digests();

    server.with("PRIVITY_PASSPHRASE_FILE", wrong.toString()).launch().awaitHealth("sealed");
    Api.Answer answer = server.api().as("any").get("/contacts/" + id).expect(503);
    assertEquals("sealed", answer.json().path("code").asText());
    assertTrue(server.console("privity:keyring-status").output().contains("sealed"));
    assertEquals(before, digests());

    Processes.Result unsealed = server.console("privity:keyring-unseal --file " + right);
    assertEquals(unsealed.output(), 0, unsealed.exit());
    server.awaitHealth("up", "degraded");
    Api again = Tenant.signIn(server.api(), tenant.email(), tenant.password());
    again.get("/contacts/" + id).expect(200);
  }

  @Test
  public void anExistingStoreWithoutItsPassphraseStaysSealed() throws IOException {
    server.start();
    server.stop();
    Files.delete(server.data().resolve("passphrase"));
    server.launch().awaitHealth("sealed");
    server.api().get("/agreements/current").expect(503);
  }

  private Path passphrase(String name, String text) throws IOException {
    Path file = server.data().resolveSibling("passphrase-" + name);
    Files.deleteIfExists(file);
    Files.createDirectories(file.getParent());
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text);
  }

  /** The content of vault and store. */
  private Map<String, String> digests() throws IOException, NoSuchAlgorithmException {
    Map<String, String> digests = new TreeMap<>();
    for (String part : new String[] {"vault", "db"}) {
      try (Stream<Path> files = Files.walk(server.data().resolve(part))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          MessageDigest sha = MessageDigest.getInstance("SHA-256");
          digests.put(
              file.toString(), HexFormat.of().formatHex(sha.digest(Files.readAllBytes(file))));
        }
      }
    }
    return digests;
  }
}
