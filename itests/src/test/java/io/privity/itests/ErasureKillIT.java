// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.After;
import org.junit.Test;

/**
 * Killed in any step of an erasure, the server completes it after the restart, with one receipt; an
 * erasure that nobody took on has destroyed nothing.
 */
public class ErasureKillIT {
  private static final String RIGHTS = "io.privity.rights.";
  private static final String VAULT = "io.privity.encryption.";
  private static final String COPY = RIGHTS + "erasure.KeptData#copy";
  private static final String LEDGER = VAULT + "vault.ErasureLedgers#append";
  private static final String MENTIONS = RIGHTS + "privacy.RightsHolder#eraseMentions";
  private static final String PUNCTURE = VAULT + "SubjectKeyring#puncture";
  private static final String RENAME = VAULT + "vault.FileDisk#rename";
  private static final String OVERWRITE = VAULT + "vault.FileDisk#overwrite";
  private static final int LOADED = 12;
  private static final int WORKERS = 4;
  private static final int MARK = 19;
  private static final int RECORD = 149;

  private final int port = Distribution.freePort();

  /** Its console must not be debugged too, so this is not for its environment. */
  private final Distribution server =
      new Distribution("erasure-kill").under("env", "EXTRA_JAVA_OPTS=" + Debugger.option(port));

  private final ExecutorService clients = Executors.newCachedThreadPool();
  private final Canaries canaries = new Canaries();

  /** Where an erasure stands when the server is killed. */
  private enum Step {
    /** It was asked for, and not taken on. */
    ASKED(RIGHTS + "request.Execution#fulfil"),
    TAKEN_ON(RIGHTS + "erasure.ErasureStart#receipt"),
    WRITTEN_DOWN(COPY),
    /** One of the retained data is in the vault, the other not. */
    HALF_COPIED(COPY, COPY),
    COPIED(LEDGER),
    ON_THE_LEDGER(RIGHTS + "erasure.Erasures#dropMentions"),
    /** What mentions the subject is gone from the first bundles. */
    HALF_UNMENTIONED(MENTIONS),
    UNMENTIONED(MENTIONS, PUNCTURE),
    PUNCTURED(RIGHTS + "erasure.Erasures#dropRows"),
    /** The rows are gone from the first bundles. */
    HALF_DROPPED("io.privity.loyalty.privacy.LoyaltyHolder#erase"),
    DROPPED(RIGHTS + "erasure.Receipts#next"),
    RECEIPTED(RIGHTS + "request.Execution#fulfilled"),
    // within a change of the vault's files: it holds back the tenant's other erasures,
    LEDGER_NOT_RENAMED(LEDGER, RENAME),
    KEYS_NOT_RENAMED(MENTIONS, PUNCTURE, RENAME),
    OLD_KEYS_NOT_OVERWRITTEN(MENTIONS, PUNCTURE, OVERWRITE),
    // and this one those of all
    COPY_NOT_RENAMED(COPY, RENAME);

    private final List<String> methods;

    Step(String... methods) {
      this.methods = List.of(methods);
    }

    boolean isInFile() {
      return compareTo(RECEIPTED) > 0;
    }

    /** Until its rows go, the contact can be read: after the puncture from memory alone. */
    boolean isGone() {
      return compareTo(HALF_DROPPED) >= 0;
    }
  }

  /** A tenant with those who are to be erased, and others. */
  private record Town(Tenant tenant, Flock flock, List<Request> erasures) {
    List<Flock.Person> people(char group) {
      return flock.of(group).toList();
    }
  }

  @After
  public void close() {
    server.close();
    clients.shutdownNow();
  }

  @Test
  public void itIsDoneOrNeverBegan() throws Exception {
    server.start();
    LoyaltyPlugin.install(server);
    List<Town> towns = new ArrayList<>(List.of(town("town", Step.RECEIPTED.ordinal(), 2)));
    Map<Step, Request> asked = killedInEachStep(towns);
    server.start();
    Request never = asked.remove(Step.ASKED);
    asked.values().forEach(Request::awaitFulfilled);
    assertEquals("in-progress", never.state());
    never.receipt().expect(404);
    towns.forEach(this::assertErased);
    Map<String, String> receipts = receipts(towns);

    Town loaded = town("loaded", LOADED, 1);
    eraseAndKill(loaded);
    server.start();
    List<Request> untouched = loaded.erasures().stream().filter(each -> !isBegun(each)).toList();
    assertTrue(untouched.size() + " untouched", untouched.size() < LOADED);
    loaded.erasures().stream().filter(ErasureKillIT::isBegun).forEach(Request::awaitFulfilled);
    for (Request request : untouched) {
      String contact = request.read().path("contact").asText();
      loaded.tenant().api().get("/contacts/" + contact).expect(200);
      assertEquals("in-progress", request.state());
      request.fulfil().expect(200);
    }
    assertErased(loaded);
    assertEquals(receipts, receipts(towns));
    assertEquals("in-progress", never.state());
    never.fulfil().expect(200);
    Processes.Result log = server.console("privity:audit-verify");
    assertEquals(log.output(), 0, log.exit());
  }

  private Town town(String name, int erased, int others) {
    Tenant tenant = Tenant.signUp(server.api(), name + "@example.com");
    Flock flock = new Flock(canaries);
    Api api = tenant.api();
    flock.plant(api, erased, others);
    flock
        .of(Flock.ERASED)
        .forEach(
            person -> {
              LoyaltyPlugin.book(api, person.contact(), "by law", "2026-17").expect(201);
              Map<String, Object> hold = new HashMap<>();
              hold.put("contact", person.contact());
              hold.put("data", List.of("contacts:" + person.contact() + "/name"));
              hold.put("ground", "legal-claims");
              hold.put("reason", "a claim");
              hold.put("until", "2099-01-01T00:00:00Z");
              api.post("/holds", hold).expect(201);
            });
    return new Town(tenant, flock, new ArrayList<>());
  }

  /** Kills the server while an erasure stands in each step. */
  private Map<Step, Request> killedInEachStep(List<Town> towns) {
    Map<Step, Request> asked = new EnumMap<>(Step.class);
    try (Debugger debugger = new Debugger(port)) {
      for (Step step : Step.values()) {
        if (step.isInFile()) {
          towns.add(town(step.name(), 1, 1));
        }
        Town town = towns.get(towns.size() - 1);
        Api api = town.tenant().api();
        String contact =
            step == Step.ASKED
                ? town.people(Flock.CONTROL).get(0).contact()
                : town.people(Flock.ERASED).get(town.erasures().size()).contact();
        Request request = Request.verified(api, "erasure", contact);
        debugger.haltAt(() -> clients.execute(() -> fulfil(request)), step.methods);
        asked.put(step, request);
        if (step != Step.ASKED) {
          town.erasures().add(request);
        }
        if (!step.isInFile()) {
          assertEquals(
              step.name(), step.isGone() ? 404 : 200, api.get("/contacts/" + contact).status());
        }
      }
      assertEquals(
          "on the ledger",
          Step.LEDGER_NOT_RENAMED.ordinal() - Step.ON_THE_LEDGER.ordinal(),
          erased(towns.get(0)));
      server.kill();
    }
    return asked;
  }

  private static void fulfil(Request request) {
    try {
      request.fulfil();
    } catch (UncheckedIOException e) {
      // the server is gone
    }
  }

  /** Has all erased on several connections, and kills the server once some are. */
  private void eraseAndKill(Town town) throws InterruptedException {
    Api api = town.tenant().api();
    for (Flock.Person person : town.people(Flock.ERASED)) {
      town.erasures().add(Request.verified(api, "erasure", person.contact()));
    }
    ConcurrentLinkedQueue<Request> open = new ConcurrentLinkedQueue<>(town.erasures());
    CountDownLatch some = new CountDownLatch(1 + RandomGenerator.getDefault().nextInt(LOADED / 2));
    CountDownLatch gone = new CountDownLatch(WORKERS);
    for (int i = 0; i < WORKERS; i++) {
      clients.execute(
          () -> {
            try {
              for (Request next = open.poll(); next != null; next = open.poll()) {
                next.fulfil();
                some.countDown();
              }
            } catch (UncheckedIOException e) {
              // the server is gone
            } finally {
              gone.countDown();
            }
          });
    }
    assertTrue(some.await(60, TimeUnit.SECONDS));
    server.kill();
    assertTrue(gone.await(60, TimeUnit.SECONDS));
  }

  private static boolean isBegun(Request request) {
    return !entries(request.api(), "rights.request-begun", request.id()).isEmpty();
  }

  private static JsonNode entries(Api api, String operation, String record) {
    return api.get("/audit/entries?operation=" + operation + "&record=" + record)
        .expect(200)
        .json()
        .path("items");
  }

  /** All of it is gone of all whose erasure was taken on, once, and nothing of the others. */
  private void assertErased(Town town) {
    Api api = town.tenant().api();
    CanaryIT.acknowledgeNotices(api, town.erasures().size());
    assertEquals(town.flock().markers(Flock.CONTROL), town.flock().readable(api));
    Set<String> destroyed = new HashSet<>();
    Map<String, Integer> retained = new HashMap<>();
    for (JsonNode each : api.get("/retained-data?limit=500").expect(200).json().path("items")) {
      JsonNode opened = api.get("/retained-data/" + each.path("id").asText()).expect(200).json();
      String value = opened.path("value").toString();
      assertTrue(value, value.contains("by law") || value.contains(canaries.prefix()));
      retained.merge(opened.path("contact").asText(), 1, Integer::sum);
    }
    for (Request request : town.erasures()) {
      JsonNode receipt = receipt(request);
      String contact = receipt.path("contact").asText();
      api.get("/contacts/" + contact).expect(404);
      assertEquals(1, entries(api, "rights.erase", contact).size());
      assertEquals(request.id(), receipt.path("request").asText());
      assertEquals(2, receipt.path("remains").size());
      assertEquals(Integer.valueOf(2), retained.get(contact));
      destroyed.add(receipt.path("destroyed").toString());
    }
    assertEquals("the same of each", 1, destroyed.size());
    assertEquals(town.erasures().size(), erased(town));
  }

  private static JsonNode receipt(Request request) {
    String payload = request.receipt().expect(200).text().split("\\.")[1];
    try {
      return Api.JSON.readTree(Base64.getUrlDecoder().decode(payload));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> receipts(List<Town> towns) {
    Map<String, String> receipts = new HashMap<>();
    towns.forEach(
        town ->
            town.erasures()
                .forEach(request -> receipts.put(request.id(), receipt(request).toString())));
    return receipts;
  }

  /** How many entries the tenant's erasure ledger has. */
  private long erased(Town town) {
    try {
      return (Files.size(server.data().resolve("vault/tenants/" + town.tenant().id() + "/erasures"))
              - MARK)
          / RECORD;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
