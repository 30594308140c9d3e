// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.Test;

/** What a tenant does with its contacts, over HTTPS; the same on every store. */
public abstract class StoreSuite {

  /** The running server. */
  abstract Distribution server();

  private Api open() {
    return server().api();
  }

  private Tenant tenant() {
    return Tenant.signUp(open(), "owner-" + UUID.randomUUID() + "@example.com");
  }

  @Test
  public void aContactIsCreatedReadChangedAndDeleted() {
    Tenant tenant = tenant();
    Api api = tenant.api();
    Api.Answer created =
        api.post(
                "/contacts",
                Map.of(
                    "name", Map.of("given", "Ada", "family", "Lovelace"),
                    "emails", List.of(Map.of("label", "work", "address", "ada@example.org")),
                    "birthday", "--12-10",
                    "tags", List.of("mathematics")))
            .expect(201);
    String id = created.json().path("id").asText();
    assertEquals(
        "/api/v1/contacts/" + id, java.net.URI.create(created.header("Location")).getPath());
    assertEquals("Ada Lovelace", created.json().at("/name/full").asText());

    Api.Answer read = api.get("/contacts/" + id).expect(200);
    assertArrayEquals(created.bytes(), read.bytes());
    assertEquals(created.header("ETag"), read.header("ETag"));

    Api.Answer patched =
        api.with("If-Match", read.header("ETag"))
            .patch("/contacts/" + id, Map.of("title", "Countess"))
            .expect(200);
    assertEquals("Countess", patched.json().path("title").asText());
    assertEquals("--12-10", patched.json().path("birthday").asText());
    assertNotEquals(read.header("ETag"), patched.header("ETag"));

    api.with("If-Match", read.header("ETag"))
        .put("/contacts/" + id, Map.of("name", Map.of("full", "Stale")))
        .expect(412);
    api.put("/contacts/" + id, Map.of("name", Map.of("full", "No precondition"))).expect(428);
    api.with("If-Match", patched.header("ETag")).delete("/contacts/" + id).expect(204);
    api.get("/contacts/" + id).expect(404);
  }

  @Test
  public void aUserIsChangedAndRemovedAsItWasSeen() {
    Api api = tenant().api();
    String invited =
        api.post(
                "/users",
                Map.of(
                    "email",
                    "member-" + UUID.randomUUID() + "@example.com",
                    "roles",
                    List.of("member")))
            .expect(201)
            .json()
            .path("id")
            .asText();
    String path = "/users/" + invited;
    Map<String, Object> reader = Map.of("roles", List.of("reader"));
    Api seen = api.with("If-Match", api.get(path).expect(200).header("ETag"));
    api.patch(path, reader).expect(428);
    api.delete(path).expect(428);

    Api.Answer changed = seen.patch(path, reader).expect(200);
    assertEquals("reader", changed.json().at("/roles/0").asText());
    assertEquals(api.get(path).expect(200).header("ETag"), changed.header("ETag"));
    seen.patch(path, Map.of("roles", List.of("owner"))).expect(412);
    seen.delete(path).expect(412);

    api.with("If-Match", changed.header("ETag")).delete(path).expect(204);
    api.get(path).expect(404);
  }

  @Test
  public void searchFindsWhatIsThere() {
    Tenant tenant = tenant();
    tenant.contact("Jürgen", "Öztürk", "juergen@example.org");
    tenant.contact("Zoë", "Ångström", "zoe@example.org");
    tenant
        .api()
        .post(
            "/contacts",
            Map.of(
                "name", Map.of("full", "Telephone Only"),
                "phones", List.of(Map.of("number", "+41 44 000 00 01")),
                "tags", List.of("vip")))
        .expect(201);
    assertEquals(List.of("Jürgen Öztürk"), names(tenant.api().get("/contacts?q=jurgen")));
    assertEquals(List.of("Zoë Ångström"), names(tenant.api().get("/contacts?q=GSTRO")));
    assertEquals(
        List.of("Zoë Ångström"), names(tenant.api().get("/contacts?email=ZOE%40example.org")));
    assertEquals(
        List.of("Telephone Only"), names(tenant.api().get("/contacts?phone=%2B41440000001")));
    assertEquals(List.of("Telephone Only"), names(tenant.api().get("/contacts?tag=vip")));
    assertEquals(List.of(), names(tenant.api().get("/contacts?q=nobody")));
  }

  @Test
  public void aListIsPagedByName() {
    Tenant tenant = tenant();
    for (int i = 0; i < 25; i++) {
      tenant.contact("P" + (char) ('A' + (i * 7) % 25), "Person", "p" + i + "@example.org");
    }
    List<String> all = new ArrayList<>();
    String next = "/contacts?sort=name&limit=10";
    int pages = 0;
    while (next != null) {
      JsonNode page = tenant.api().get(next).expect(200).json();
      page.path("items").forEach(item -> all.add(item.at("/name/full").asText()));
      next =
          page.hasNonNull("next")
              ? "/contacts?sort=name&limit=10&cursor=" + page.path("next").asText()
              : null;
      pages++;
    }
    assertEquals(3, pages);
    assertEquals(25, all.size());
    assertEquals(all.stream().sorted().toList(), all);
  }

  @Test
  public void manyContactsAreCreatedInOneRequest() {
    Tenant tenant = tenant();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      lines.append("{\"name\":{\"full\":\"Bulk ").append(i).append("\"}}\n");
    }
    lines.append("{\"name\":{\"full\":\"Bad\"},\"surprise\":1}\n");
    Api.Answer answer =
        tenant
            .api()
            .send(
                "POST",
                "/contacts/bulk",
                "application/x-ndjson",
                lines.toString().getBytes(StandardCharsets.UTF_8))
            .expect(200);
    String[] results = answer.text().strip().split("\n");
    assertEquals(1001, results.length);
    assertTrue(results[999], results[999].contains("\"id\""));
    assertTrue(results[1000], results[1000].contains("surprise"));
    assertEquals(1, names(tenant.api().get("/contacts?q=Bulk%20777")).size());
  }

  @Test
  public void aRepeatedIdempotencyKeyGivesTheFirstAnswer() {
    Tenant tenant = tenant();
    Api api = tenant.api().with("Idempotency-Key", "key-1");
    Map<String, Object> body = Map.of("name", Map.of("full", "Once"));
    List<CompletableFuture<Api.Answer>> both =
        IntStream.range(0, 2)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> api.post("/contacts", body)))
            .toList();
    byte[] first = both.get(0).join().expect(201).bytes();
    assertArrayEquals(first, both.get(1).join().expect(201).bytes());
    Api.Answer third = api.post("/contacts", body).expect(201);
    assertArrayEquals(first, third.bytes());
    assertEquals(both.get(0).join().header("ETag"), third.header("ETag"));
    assertEquals(1, names(tenant.api().get("/contacts?q=Once")).size());
    api.post("/contacts", Map.of("name", Map.of("full", "Other"))).expect(409);
  }

  @Test
  public void aRepeatedImportIsTheSameJob() {
    Tenant tenant = tenant();
    Api api = tenant.api().with("Idempotency-Key", "import-1");
    byte[] file = "First Name,Last Name\nOnce,Imported\n".getBytes(StandardCharsets.UTF_8);
    List<CompletableFuture<Api.Answer>> both =
        IntStream.range(0, 2)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> api.send("POST", "/imports", "text/csv", file)))
            .toList();
    byte[] first = both.get(0).join().expect(202).bytes();
    assertArrayEquals(first, both.get(1).join().expect(202).bytes());
    Api.Answer third = api.send("POST", "/imports", "text/csv", file).expect(202);
    assertArrayEquals(first, third.bytes());
    String id = third.json().path("id").asText();
    assertEquals("/api/v1/imports/" + id, java.net.URI.create(third.header("Location")).getPath());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> tenant.api().get("/imports/" + id).json().path("state").asText().equals("done"));
    assertEquals(1, tenant.api().get("/imports").expect(200).json().path("items").size());
    assertEquals(1, names(tenant.api().get("/contacts?q=Once")).size());
    api.send("POST", "/imports", "text/csv", "Name\nOther\n".getBytes()).expect(409);
  }

  @Test
  public void aRepeatedBulkRequestIsRefused() {
    Tenant tenant = tenant();
    Api api = tenant.api().with("Idempotency-Key", "bulk-1");
    byte[] lines = "{\"name\":{\"full\":\"Only Once\"}}\n".getBytes(StandardCharsets.UTF_8);
    List<Integer> both =
        IntStream.range(0, 2)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> api.send("POST", "/contacts/bulk", "application/x-ndjson", lines)))
            .toList()
            .stream()
            .map(answer -> answer.join().status())
            .sorted()
            .toList();
    assertEquals(List.of(200, 409), both);
    Api.Answer again = api.send("POST", "/contacts/bulk", "application/x-ndjson", lines);
    assertEquals("already-done", again.expect(409).json().path("code").asText());
    assertEquals(1, names(tenant.api().get("/contacts?q=Only%20Once")).size());
  }

  @Test
  public void tenantsSeeNothingOfEachOther() {
    Tenant one = tenant();
    Tenant other = tenant();
    String id = one.contact("Mine", "Alone", "mine@example.org");
    Api.Answer foreign = other.api().get("/contacts/" + id).expect(404);
    Api.Answer missing = other.api().get("/contacts/" + UUID.randomUUID()).expect(404);
    assertArrayEquals(missing.bytes(), foreign.bytes());
    assertEquals(List.of(), names(other.api().get("/contacts?email=mine%40example.org")));
  }

  @Test
  public void customFieldsAreDefinedAndChecked() {
    Tenant tenant = tenant();
    tenant.api().post("/custom-fields", Map.of("name", "points", "type", "number")).expect(201);
    tenant
        .api()
        .post("/contacts", Map.of("name", Map.of("full", "Member"), "custom", Map.of("points", 7)))
        .expect(201);
    Api.Answer refused =
        tenant
            .api()
            .post(
                "/contacts",
                Map.of("name", Map.of("full", "Member"), "custom", Map.of("points", "seven")))
            .expect(400);
    assertTrue(refused.text(), refused.text().contains("points"));
  }

  @Test
  public void everyAccessIsOnTheLogAndProved() {
    Tenant tenant = tenant();
    String id = tenant.contact("Logged", "Person", "logged@example.org");
    tenant.api().get("/contacts/" + id).expect(200);
    JsonNode entries =
        tenant.api().get("/audit/entries?record=" + id).expect(200).json().path("items");
    Set<String> operations = new HashSet<>();
    entries.forEach(entry -> operations.add(entry.path("operation").asText()));
    assertEquals(Set.of("contacts.create", "contacts.read"), operations);
    String entry = entries.get(0).path("id").asText();
    JsonNode proof = tenant.api().get("/audit/proofs/inclusion?entry=" + entry).expect(200).json();
    assertTrue(proof.path("size").asLong() > proof.path("position").asLong());
    assertTrue(tenant.api().get("/audit/checkpoint").expect(200).text().startsWith("privity/"));
    assertFalse(tenant.api().get("/audit/log").expect(200).text().contains("Logged"));
  }

  @Test
  public void aRoleThatIsTooLowIsRefusedAndRecorded() {
    Tenant tenant = tenant();
    Api reader = tenant.token("reader");
    reader.get("/contacts").expect(200);
    reader.post("/contacts", Map.of("name", Map.of("full", "Refused"))).expect(403);
    JsonNode entries = tenant.api().get("/audit/entries").expect(200).json().path("items");
    boolean refused = false;
    for (JsonNode entry : entries) {
      refused |= entry.path("outcome").asText().equalsIgnoreCase("refused");
    }
    assertTrue(entries.toString(), refused);
  }

  @Test
  public void aSubjectsRequestGoesFromItsLinkToItsAnswer() {
    new RequestLife(server(), tenant()).fromLinkToAnswer();
  }

  @Test
  public void whoGuessesACodeOrComesLateIsNotLetIn() {
    new RequestLife(server(), tenant()).whoGuessesOrComesLateIsNotLetIn();
  }

  @Test
  public void whomAHoldKeepsIsErasedByRequestAlone() {
    new RequestLife(server(), tenant()).whomAHoldKeepsIsErasedByRequestAlone();
  }

  @Test
  public void aPackageSpeaksAsAskedAndNamesWhomTheTenantNames() {
    new RequestLife(server(), tenant()).aPackageSpeaksAsAskedAndNamesWhomTheTenantNames();
  }

  @Test
  public void aStrangersRequestIsAssignedByThoseWhoMay() {
    new RequestLife(server(), tenant()).aStrangersRequestIsAssignedAndRolesAreKept();
  }

  @Test
  public void twoErasuresOfOneContactAtOnceShareOneReceipt() {
    Tenant tenant = tenant();
    for (int i = 0; i < 10; i++) {
      String contact = tenant.contact("Asked", "Twice", "twice" + i + "@example.org");
      List<Request> both =
          IntStream.range(0, 2)
              .mapToObj(request -> Request.verified(tenant.api(), "erasure", contact))
              .toList();
      both.stream()
          .map(request -> CompletableFuture.supplyAsync(request::fulfil))
          .toList()
          .forEach(answer -> answer.join().expect(200));
      String receipt = both.get(0).receipt().expect(200).text();
      assertEquals(receipt, both.get(1).receipt().expect(200).text());
      String erased = "/audit/entries?operation=rights.erase&record=" + contact;
      assertEquals(1, tenant.api().get(erased).expect(200).json().path("items").size());
    }
  }

  static List<String> names(Api.Answer list) {
    List<String> names = new ArrayList<>();
    list.expect(200)
        .json()
        .path("items")
        .forEach(item -> names.add(item.at("/name/full").asText()));
    return names;
  }
}
