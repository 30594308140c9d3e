// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;

/** What becomes of a data subject's request, from the link to the answer. */
final class RequestLife {
  private final Distribution server;
  private final Tenant tenant;
  private final Api open;
  private final Api owner;

  RequestLife(Distribution server, Tenant tenant) {
    this.server = server;
    this.tenant = tenant;
    this.open = server.api();
    this.owner = tenant.api();
  }

  /** A link as the tenant gets it: the path of its page, and the code. */
  private record Link(String path, String code) {}

  private Link link(Map<String, ?> wanted) {
    JsonNode made = owner.post("/intake-links", wanted).expect(201).json();
    URI url = URI.create(made.path("url").asText());
    assertEquals("https", url.getScheme());
    assertEquals("localhost:" + server.httpsPort(), url.getAuthority());
    assertTrue(Instant.parse(made.path("expires").asText()).isAfter(Instant.now().minusSeconds(9)));
    return new Link(url.getPath(), made.path("code").asText());
  }

  private Api.Answer submit(Link link, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return open.send(
        "POST",
        link.path(),
        "application/x-www-form-urlencoded",
        body.getBytes(StandardCharsets.UTF_8));
  }

  void fromLinkToAnswer() {
    owner
        .with("If-Match", owner.get("/tenant").expect(200).header("ETag"))
        .patch("/tenant", Map.of("name", "Müller & Söhne", "language", "fr"))
        .expect(200);
    String contact = tenant.contact("Grace", "Hopper", "grace@example.org");
    Link link = link(Map.of("contact", contact));

    Api.Answer page = open.with("Accept-Language", "de-CH,en;q=0.5").get(link.path()).expect(200);
    assertEquals("text/html;charset=UTF-8", page.header("Content-Type").replace(" ", ""));
    assertTrue(page.header("Content-Security-Policy").contains("form-action 'self'"));
    assertTrue(page.text(), page.text().contains("Müller &amp; Söhne"));
    assertTrue(page.text(), page.text().contains("<html lang=\"de\">"));
    assertTrue(open.get(link.path()).expect(200).text().contains("<html lang=\"fr\">"));

    Map<String, String> form = Map.of("ask", "automated-decision", "note", "Pourquoi ?");
    submit(link, form).expect(400);
    submit(link, with(form, "code", "AAAA-AAAA")).expect(403);
    assertEquals(0, owner.get("/subject-requests").expect(200).json().path("items").size());
    Api.Answer thanks = submit(link, with(form, "code", link.code())).expect(200);
    submit(link, with(form, "code", link.code())).expect(410);
    open.get(link.path()).expect(410);

    JsonNode listed =
        owner
            .get("/subject-requests?state=received&kind=automated-decision&contact=" + contact)
            .expect(200)
            .json()
            .path("items");
    assertEquals(1, listed.size());
    String id = listed.get(0).path("id").asText();
    assertTrue(thanks.text(), thanks.text().contains(id));
    assertEquals("Grace Hopper", listed.get(0).path("name").asText());
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    assertEquals(today.plusMonths(1).toString(), listed.get(0).path("dueDate").asText());

    String path = "/subject-requests/" + id;
    Api.Answer received = owner.get(path).expect(200);
    assertEquals("Pourquoi ?", received.json().path("note").asText());
    Map<String, String> review =
        Map.of("outcome", "changed", "statement", "The score was computed from old data.");
    assertCode("identity-not-verified", owner.post(path + "/fulfil", review).expect(409));
    Api.Answer verified =
        owner
            .with("If-Match", received.header("ETag"))
            .post(path + "/verify", Map.of("identityVerified", true, "how", "called back"))
            .expect(200);
    assertEquals("in-progress", verified.json().path("state").asText());
    owner.with("If-Match", received.header("ETag")).post(path + "/withdraw", "{}").expect(412);
    assertEquals(3, owner.get(path + "/preview").expect(200).json().path("outcomes").size());
    assertCode("invalid-value", owner.post(path + "/fulfil", "{}").expect(400));
    JsonNode done = owner.post(path + "/fulfil", review).expect(200).json();
    assertEquals("fulfilled", done.path("state").asText());
    assertEquals("changed", done.path("instructions").path("outcome").asText());
    assertEquals(done, owner.post(path + "/fulfil", review).expect(200).json());
    Map<String, String> other = Map.of("outcome", "upheld", "statement", "No.");
    assertCode("request-closed", owner.post(path + "/fulfil", other).expect(409));
    assertCode(
        "request-closed",
        owner.post(path + "/refuse", Map.of("code", "excessive", "reason", "r")).expect(409));

    TreeSet<String> operations = new TreeSet<>();
    owner
        .get("/audit/entries?record=" + id)
        .expect(200)
        .json()
        .path("items")
        .forEach(entry -> operations.add(entry.path("operation").asText()));
    assertTrue(
        operations.toString(),
        operations.containsAll(
            List.of(
                "rights.request-received",
                "rights.request-read",
                "rights.request-verified",
                "rights.request-previewed",
                "rights.request-begun",
                "rights.decision-reviewed",
                "rights.request-fulfilled")));
    Processes.Result counts = server.console("privity:rights-requests");
    assertTrue(counts.output(), counts.output().contains(tenant.id()));
    assertFalse(counts.output(), counts.output().contains("Hopper"));
    Marker.assertAbsent(
        server.data().resolve("log"),
        link.path().substring(link.path().lastIndexOf('/') + 1),
        link.code(),
        "Pourquoi");
  }

  void whoGuessesOrComesLateIsNotLetIn() {
    String contact = tenant.contact("Grace", "Hopper", "grace@example.org");
    Link locked = link(Map.of("contact", contact));
    Map<String, String> form = Map.of("ask", "access", "note", "");
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      statuses.add(submit(locked, with(form, "code", "AAAA-AAA" + i)).status());
    }
    assertEquals(List.of(403, 403, 403, 403, 410, 410), statuses);
    Api.Answer gone = submit(locked, with(form, "code", locked.code())).expect(410);
    Api.Answer never = open.get("/intake/" + "A".repeat(87)).expect(410);
    assertArrayEquals(never.bytes(), gone.bytes());

    Link short1 =
        link(Map.of("contact", contact, "expires", Instant.now().plusSeconds(2).toString()));
    Awaitility.await().until(() -> open.get(short1.path()).status() == 410);
    submit(short1, with(form, "code", short1.code())).expect(410);
    assertEquals(0, owner.get("/subject-requests").expect(200).json().path("items").size());
  }

  void aStrangersRequestIsAssignedAndRolesAreKept() {
    String contact = tenant.contact("Grace", "Hopper", "grace@example.org");
    Link nobodys = link(Map.of());
    Map<String, String> form = Map.of("ask", "erasure", "note", "", "code", nobodys.code());
    submit(nobodys, form).expect(400);
    submit(nobodys, with(form, "email", "g.hopper@example.org")).expect(200);
    JsonNode item = owner.get("/subject-requests").expect(200).json().path("items").get(0);
    String path = "/subject-requests/" + item.path("id").asText();
    assertEquals("g.hopper@example.org", owner.get(path).expect(200).json().path("email").asText());
    assertCode(
        "no-contact", owner.post(path + "/verify", Map.of("identityVerified", true)).expect(409));
    JsonNode assigned = owner.post(path + "/assign", Map.of("contact", contact)).expect(200).json();
    assertEquals(contact, assigned.path("contact").asText());
    JsonNode refused =
        owner
            .post(
                path + "/refuse",
                Map.of("code", "identity-not-verified", "reason", "No proof was given."))
            .expect(200)
            .json();
    assertEquals("12(6)", refused.path("refusal").path("article").asText());
    assertEquals(2, refused.path("refusal").path("remedies").size());

    Map<String, String> request = Map.of("kind", "access", "contact", contact);
    Api.Answer received = tenant.token("integration").post("/subject-requests", request);
    String id = received.expect(201).json().path("id").asText();
    assertEquals(
        "/api/v1/subject-requests/" + id, URI.create(received.header("Location")).getPath());
    JsonNode extended =
        owner
            .post("/subject-requests/" + id + "/extend", Map.of("reason", "many records"))
            .expect(200)
            .json();
    LocalDate day = LocalDate.parse(extended.path("received").asText());
    assertEquals(day.plusMonths(3) + "T23:59:59Z", extended.path("due").asText());
    tenant.token("member").get("/subject-requests/" + id).expect(200);
    tenant.token("member").post("/subject-requests/" + id + "/withdraw", "{}").expect(403);
    tenant.token("reader").get("/subject-requests").expect(403);
    tenant.token("integration").get("/subject-requests/" + id).expect(403);
    Tenant other = Tenant.signUp(open, "owner-" + UUID.randomUUID() + "@example.com");
    other.api().get("/subject-requests/" + id).expect(404);
    owner.send("POST", "/subject-requests/" + id + "/withdraw", null, null).expect(200);
  }

  void whomAHoldKeepsIsErasedByRequestAlone() {
    String path = "/contacts/" + tenant.contact("Grace", "Hopper", "grace@example.org");
    Api asRead = owner.with("If-Match", owner.get(path).expect(200).header("ETag"));
    Map<String, Object> hold =
        Map.of(
            "contact",
            path.substring(10),
            "data",
            List.of("contacts:" + path.substring(10) + "/name"),
            "ground",
            "legal-claims",
            "reason",
            "lawsuit",
            "until",
            "2099-01-01T00:00:00Z");
    String placed = owner.post("/holds", hold).expect(201).json().path("id").asText();
    assertCode("data-retained", asRead.send("DELETE", path, null, null).expect(409));
    owner.get(path).expect(200);
    owner.send("DELETE", "/holds/" + placed, null, null).expect(204);
    asRead.send("DELETE", path, null, null).expect(204);
    owner.get(path).expect(404);
  }

  void aPackageSpeaksAsAskedAndNamesWhomTheTenantNames() {
    String contact = tenant.contact("Grace", "Hopper", "grace@example.org");
    owner.get("/contacts/" + contact).expect(200);
    change("/tenant", Map.of("name", "Acme", "language", "fr", "timeZone", "Europe/Paris"));
    Map<String, String> french = answer(contact, Map.of());
    String page = french.get("index.html");
    assertTrue(page, page.contains("<html lang=\"fr\">"));
    assertTrue(page, page.contains("<h1>Vos données chez Acme</h1>"));
    assertTrue(page, page.contains("<td>" + tenant.owner() + "</td>"));
    page = answer(contact, Map.of("language", "de-CH")).get("index.html");
    assertTrue(page, page.contains("<html lang=\"de\">"));
    String path = "/subject-requests/" + verified(contact);
    assertCode("invalid-value", owner.post(path + "/fulfil", Map.of("language", "pt")).expect(400));
    owner.get(path + "/package").expect(404);

    String user = "/users/" + tenant.owner();
    change(user, Map.of("name", "Jean Dupont"));
    assertFalse(answer(contact, Map.of()).toString().contains("Jean Dupont"));
    Api officer = tenant.token("privacy-officer");
    assertCode(
        "owner-only",
        officer
            .with("If-Match", owner.get("/tenant").expect(200).header("ETag"))
            .patch("/tenant", Map.of("namesUsers", true))
            .expect(403));
    change("/tenant", Map.of("namesUsers", true));
    Map<String, String> named = answer(contact, Map.of());
    for (String file : List.of("index.html", "data.json", "accesses.csv")) {
      assertTrue(file, named.get(file).contains("Jean Dupont"));
    }
    assertFalse(named.get("accesses.csv").contains(tenant.owner()));
    Marker.assertAbsent(server.data().resolve("log"), "Jean Dupont");
  }

  /** Changes what is there now. */
  private void change(String path, Map<String, ?> patch) {
    owner
        .with("If-Match", owner.get(path).expect(200).header("ETag"))
        .patch(path, patch)
        .expect(200);
  }

  /** A request for access by someone who is known. */
  private String verified(String contact) {
    Map<String, String> wanted = Map.of("kind", "access", "contact", contact);
    String id = owner.post("/subject-requests", wanted).expect(201).json().path("id").asText();
    owner.post("/subject-requests/" + id + "/verify", Map.of("identityVerified", true)).expect(200);
    return id;
  }

  /** The files of the package that answers a new request. */
  private Map<String, String> answer(String contact, Map<String, String> instructions) {
    String path = "/subject-requests/" + verified(contact);
    owner.post(path + "/fulfil", instructions).expect(200);
    byte[] zip = owner.get(path + "/package").expect(200).bytes();
    Map<String, String> files = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static Map<String, String> with(Map<String, String> form, String field, String value) {
    Map<String, String> all = new java.util.HashMap<>(form);
    all.put(field, value);
    return all;
  }

  private static void assertCode(String code, Api.Answer answer) {
    assertEquals(code, answer.json().path("code").asText());
  }
}
