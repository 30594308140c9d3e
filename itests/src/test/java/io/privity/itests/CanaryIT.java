// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.After;
import org.junit.Test;

/**
 * Whoever is erased is nowhere any more: not in a file, not in memory, not over the API, and not in
 * a copy of the database from before, with the key files of today. Whoever was not erased is found
 * by the same searches wherever a person may be.
 */
public class CanaryIT {
  private static final int ERASED = 100;
  private static final int CONTROL = 10;
  private static final int UNRELATED = 1000;

  private final Distribution server = new Distribution("canary");
  private final Distribution restored = new Distribution("canary-restored");
  private final Canaries canaries = new Canaries();
  private final Flock flock = new Flock(canaries);

  @After
  public void close() {
    server.close();
    restored.close();
  }

  @Test
  public void nothingIsLeftOfTheErasedAndAllOfTheOthers() throws IOException {
    server.start();
    LoyaltyPlugin.install(server);
    Tenant tenant = Tenant.signUp(server.api(), "canary@example.com");
    Api api = tenant.api();
    flock.plant(api, ERASED, CONTROL);
    Set<String> all = new TreeSet<>(flock.markers(Flock.ERASED));
    all.addAll(flock.markers(Flock.CONTROL));
    assertEquals("readable before", all, flock.readable(api));
    Map<String, JsonNode> before = contacts(api);
    Path copy = copyOfTheDatabase();

    flock.erase(api, Flock.ERASED);
    acknowledgeNotices(api, ERASED);
    unrelatedRequests(tenant);

    Set<String> memory = memory();
    assertTrue("the index", memory.containsAll(flock.indexed(Flock.CONTROL)));
    memory.removeAll(flock.indexed(Flock.CONTROL));
    assertEquals("in memory but for the index", Set.of(), memory);
    assertEquals("readable", flock.markers(Flock.CONTROL), flock.readable(api));
    server.stop();
    assertEquals("in files", Set.of(), canaries.in(server.data()));
    assertEquals("printed", Set.of(), canaries.in(server.console()));

    restore(copy);
    Api again = Tenant.signIn(restored.api(), tenant.email(), tenant.password());
    assertEquals("readable in the copy", flock.markers(Flock.CONTROL), flock.readable(again));
    Map<String, JsonNode> opened = contacts(again);
    flock.of(Flock.ERASED).forEach(person -> before.remove(person.contact()));
    assertEquals("opened in the copy", before, opened);
    restored.stop();
    assertEquals("in the copy's files", Set.of(), canaries.in(restored.data()));
  }

  /** What a thief would have: the files of one moment, while the server runs. */
  private Path copyOfTheDatabase() {
    Path copy = server.data().resolveSibling("canary-copy");
    Path work = copy.getParent();
    String pid = Long.toString(server.pid());
    Processes.run(work, Map.of(), "rm", "-rf", copy.toString());
    Processes.run(work, Map.of(), "kill", "-STOP", pid);
    try {
      Processes.run(
          work, Map.of(), "cp", "-a", server.data().resolve("db").toString(), copy.toString());
    } finally {
      Processes.run(work, Map.of(), "kill", "-CONT", pid);
    }
    return copy;
  }

  /** Boots on the copy, with all else as it is today. */
  private void restore(Path copy) {
    Path data = restored.data();
    Path work = data.getParent();
    Processes.run(work, Map.of(), "cp", "-a", server.data().toString(), data.toString());
    Processes.run(work, Map.of(), "rm", "-rf", data + "/db", data + "/karaf", data + "/log");
    Processes.run(work, Map.of(), "mv", copy.toString(), data + "/db");
    restored.launch().awaitHealth("quarantined");
    Processes.Result epoch = restored.console("privity:audit-new-epoch");
    assertEquals(epoch.output(), 0, epoch.exit());
    restored.awaitHealth("up", "degraded");
    LoyaltyPlugin.install(restored);
  }

  /** What names the recipients goes once they are told. */
  static void acknowledgeNotices(Api api, int expected) {
    JsonNode notices = api.get("/recipient-notices?limit=500").expect(200).json().path("items");
    assertEquals(expected, notices.size());
    for (JsonNode notice : notices) {
      String id = notice.path("id").asText();
      api.send("POST", "/recipient-notices/" + id + "/acknowledge", null, null).expect(200);
    }
  }

  private void unrelatedRequests(Tenant tenant) {
    Tenant other = Tenant.signUp(server.api(), "unrelated@example.com");
    String id = other.contact("Some", "Body", "somebody@example.org");
    for (int i = 0; i < UNRELATED / 4; i++) {
      other.api().get("/contacts/" + id).expect(200);
      other.api().get("/contacts?q=body").expect(200);
      tenant.api().get("/contacts?limit=5").expect(200);
      other.contact("Number", "N" + i, "n" + i + "@example.org");
    }
  }

  /** The markers in the server's live objects. */
  private Set<String> memory() throws IOException {
    Path dump = server.data().resolveSibling("canary.hprof");
    Files.deleteIfExists(dump);
    try {
      Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
      String pid = Long.toString(server.pid());
      Path work = dump.getParent();
      Processes.run(work, Map.of(), jcmd.toString(), pid, "GC.heap_dump", dump.toString());
      return canaries.in(dump);
    } finally {
      Files.deleteIfExists(dump);
    }
  }

  private static Map<String, JsonNode> contacts(Api api) {
    Map<String, JsonNode> contacts = new TreeMap<>();
    for (JsonNode contact : api.get("/exports/contacts?format=json").expect(200).json()) {
      contacts.put(contact.path("id").asText(), contact);
    }
    return contacts;
  }
}
