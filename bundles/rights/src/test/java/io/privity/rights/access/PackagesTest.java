// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.access;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.privity.api.audit.AuditEvent;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Remaining;
import io.privity.api.privacy.Retained;
import io.privity.api.privacy.Subject;
import io.privity.api.problem.ProblemException;
import io.privity.api.rights.RequestKind;
import io.privity.api.rights.RightsException;
import io.privity.api.tenants.Tenants;
import io.privity.rest.json.StrictJson;
import io.privity.rights.Office;
import io.privity.rights.Refusals;
import io.privity.rights.Village;
import io.privity.rights.processing.SubjectRecords;
import io.privity.rights.processing.Wishes;
import io.privity.rights.request.Fulfilment;
import io.privity.rights.store.PackageStore;
import io.privity.testkit.TestSigner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.Test;

public class PackagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Office at = new Office();
  private final Map<String, String> named = new LinkedHashMap<>();
  private final Wishes wishes = new Wishes(at);
  private final Packages packages = packages(TestTenants.acme());
  private final AccessRequests requests = requests(TestTenants.acme());
  private final Subject ada =
      at.village.add("Ada", "met <b>Bob</b> & paid =1+1", List.of("orders"), at.clock.instant());
  private final Subject bob = at.village.add("Bob", "n", List.of(), at.clock.instant());

  private AccessRequests requests(Tenants tenants) {
    return new AccessRequests(packages(tenants), at.holders, new StrictJson());
  }

  private Packages packages(Tenants tenants) {
    return new Packages(
        new Inventory(at.holders, at.people, wishes.purposes),
        new Accesses(at.audit, (caller, users) -> named),
        new SubjectRecords(wishes.standings, wishes.disclosures),
        wishes.purposes,
        at.holders,
        tenants,
        new PackageStore(at.sql),
        at.keyring,
        at.signer,
        at.audit,
        at.store.transactions(),
        at.clock);
  }

  private Map<String, byte[]> files(RequestKind kind, Subject subject) throws IOException {
    return files(requests, new Fulfilment.Work(newId(), kind, subject, new byte[0]));
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private Map<String, byte[]> files(AccessRequests by, Fulfilment.Work work) throws IOException {
    Fulfilment.Result result = by.run(at.officer, work);
    assertTrue(result instanceof Fulfilment.Fulfilled);
    Map<String, byte[]> files = new LinkedHashMap<>();
    byte[] zip = packages.fetch(at.officer, work.request());
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  @Test
  public void whoDoesNotTellIsSaid() throws Exception {
    at.village.mute = true;
    RightsException failed =
        assertThrows(RightsException.class, () -> files(RequestKind.ACCESS, ada));
    assertEquals("holder-failed", failed.code());
    assertEquals(List.of("village"), failed.members().get(Refusals.HOLDERS));
    at.village.mute = false;
    assertTrue(files(RequestKind.ACCESS, ada).containsKey("data.json"));
  }

  @Test
  public void accessTellsAllAndTheManifestProvesIt() throws Exception {
    at.audit.recordRead(at.reader, AuditEvent.of("contacts.read", ada.id(), ada.leaf(), "contact"));
    Map<String, byte[]> files = files(RequestKind.ACCESS, ada);
    assertEquals(
        List.of(
            "index.html", "data.json", "data.csv", "accesses.csv", "manifest.json", "manifest.jws"),
        List.copyOf(files.keySet()));
    JsonNode manifest = JSON.readTree(files.get("manifest.json"));
    for (JsonNode file : manifest.path("files")) {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(files.get(file.path("name").asText()));
      assertEquals(HexFormat.of().formatHex(hash), file.path("sha256").asText());
    }
    assertEquals(
        Village.text(files.get("manifest.json")),
        TestSigner.payload(Village.text(files.get("manifest.jws"))));
    JsonNode data = JSON.readTree(files.get("data.json"));
    assertEquals("Ada", data.path("data").get(0).path("value").asText());
    assertEquals(1, data.path("accesses").size());
  }

  @Test
  public void whoLookedIsToldByPseudonymOrByName() throws Exception {
    at.audit.recordRead(at.reader, AuditEvent.of("contacts.read", ada.id(), ada.leaf(), "contact"));
    named.put(at.officer.principal(), "never looked");
    Map<String, byte[]> files = files(RequestKind.ACCESS, ada);
    for (String name : List.of("index.html", "data.json", "accesses.csv")) {
      assertTrue(name, Village.text(files.get(name)).contains(at.reader.principal()));
    }
    named.put(at.reader.principal(), "Jean <Dupont>");
    files = files(RequestKind.ACCESS, ada);
    JsonNode first = JSON.readTree(files.get("data.json")).path("accesses");
    assertEquals("Jean <Dupont>", first.get(first.size() - 1).path("by").asText());
    assertTrue(Village.text(files.get("index.html")).contains("<td>Jean &lt;Dupont&gt;</td>"));
    assertTrue(Village.text(files.get("accesses.csv")).contains("\"Jean <Dupont>\""));
    assertFalse(Village.text(files.get("accesses.csv")).contains(at.reader.principal()));
  }

  @Test
  public void whatSpeaksOfOthersIsTakenOutAndListed() throws Exception {
    Map<String, byte[]> files = files(RequestKind.ACCESS, ada);
    for (String name : List.of("index.html", "data.json", "data.csv")) {
      String text = Village.text(files.get(name));
      assertFalse(name, text.contains("Bob"));
      assertTrue(name, text.contains(Redaction.MARK));
    }
    JsonNode leftOut = JSON.readTree(files.get("manifest.json")).path("leftOut").get(0);
    assertEquals("third-party", leftOut.path("reason").asText());
    assertEquals("village:" + ada.id() + "/note", leftOut.path("path").asText());
  }

  @Test
  public void thePageEscapesAndTheTableIsNoFormula() throws Exception {
    at.village.add("Eve", "=cmd()<script>", List.of(), at.clock.instant());
    Subject eve = at.village.add("<script>", "=cmd()", List.of(), at.clock.instant());
    Map<String, byte[]> files = files(RequestKind.ACCESS, eve);
    assertFalse(Village.text(files.get("index.html")).contains("<script>"));
    assertTrue(Village.text(files.get("index.html")).contains("&lt;script&gt;"));
  }

  @Test
  public void portabilityTakesWhatWasProvidedOnConsentOrForAContract() throws Exception {
    Map<String, byte[]> none = files(RequestKind.PORTABILITY, bob);
    JsonNode leftOut = JSON.readTree(none.get("manifest.json")).path("leftOut");
    assertEquals(2, leftOut.size());
    assertEquals("not-by-consent-or-contract", leftOut.get(0).path("reason").asText());
    wishes.purposes.define(at.officer, Wishes.purpose("orders", "b", false));
    Map<String, byte[]> all = files(RequestKind.PORTABILITY, ada);
    assertEquals(2, JSON.readTree(all.get("data.json")).path("data").size());
  }

  @Test
  public void aPackageGoesWithItsTimeOrItsSubject() throws Exception {
    Fulfilment.Work work = new Fulfilment.Work("r1", RequestKind.ACCESS, ada, new byte[0]);
    requests.run(at.officer, work);
    assertFalse(at.store.dump().contains("paid"));
    at.clock.move(Packages.KEPT.plus(Duration.ofSeconds(1)));
    assertEquals("no-such-package", refused(() -> packages.fetch(at.officer, "r1")));
    requests.run(at.officer, work);
    at.keyring.puncture(at.officer, ada.leaf());
    assertEquals("subject-erased", refused(() -> packages.fetch(at.officer, "r1")));
  }

  private String page(Tenants tenants, String instructions) throws IOException {
    byte[] json = instructions.getBytes(StandardCharsets.UTF_8);
    return Village.text(
        files(requests(tenants), new Fulfilment.Work(newId(), RequestKind.ACCESS, ada, json))
            .get("index.html"));
  }

  @Test
  public void thePageSpeaksTheSubjectsLanguageElseTheTenantsElseEnglish() throws Exception {
    String[][] cases = {
      {"{\"language\": \"fr-CH\"}", "de", "fr", "Vos données chez Acme"},
      {"{}", "de-AT", "de", "Ihre Daten bei Acme"},
      {"", "fr", "fr", "Vos données chez Acme"},
      {"", "pt", "en", "Your data at Acme"},
      {"", null, "en", "Your data at Acme"},
    };
    for (String[] each : cases) {
      String page = page(TestTenants.acme(each[1], null), each[0]);
      assertTrue(page, page.startsWith("<!DOCTYPE html>\n<html lang=\"" + each[2] + "\">"));
      assertTrue(page, page.contains("<h1>" + each[3] + "</h1>"));
    }
    Fulfilment.Work read =
        new Fulfilment.Work(
            newId(),
            RequestKind.ACCESS,
            ada,
            "{}".getBytes(StandardCharsets.UTF_8),
            List.of(),
            "fr");
    String french = Village.text(files(requests, read).get("index.html"));
    assertTrue(french, french.contains("<html lang=\"fr\">"));
    Fulfilment.Work wrong =
        new Fulfilment.Work(
            "r",
            RequestKind.ACCESS,
            ada,
            "{\"language\": \"pt\"}".getBytes(StandardCharsets.UTF_8));
    assertEquals("invalid-value", refused(() -> requests.preview(at.officer, wrong)));
    assertEquals("invalid-value", refused(() -> requests.run(at.officer, wrong)));
    assertEquals("no-such-package", refused(() -> packages.fetch(at.officer, "r")));
  }

  @Test
  public void timesAreToldInThePagesLanguageAndTheTenantsTimeZone() throws Exception {
    at.clock.set(Instant.parse("2026-07-31T22:30:05.123Z"));
    Tenants paris = TestTenants.acme("de", "Europe/Paris");
    String german = page(paris, "");
    assertTrue(german, german.contains("Erstellt am 01.08.2026, 00:30:05 als Antwort"));
    assertTrue(german, german.contains("Europe/Paris"));
    assertTrue(page(paris, "{\"language\": \"fr\"}").contains("Établi le 1 août 2026"));
    assertTrue(
        page(TestTenants.acme(), "").contains("Made on Jul 31, 2026, 10:30:05 PM in answer"));
  }

  @Test
  public void programsReadTheSameInEveryLanguage() throws Exception {
    Map<String, byte[]> english =
        files(requests, new Fulfilment.Work("r", RequestKind.ACCESS, ada, new byte[0]));
    at.audit.clear();
    Map<String, byte[]> french =
        files(
            requests(TestTenants.acme("fr", null)),
            new Fulfilment.Work("r", RequestKind.ACCESS, ada, new byte[0]));
    for (String name : List.of("data.json", "data.csv", "accesses.csv")) {
      assertEquals(name, Village.text(english.get(name)), Village.text(french.get(name)));
    }
  }

  @Test
  public void aPackageOfPortabilityIsSilentOnWhatItDoesNotTell() throws Exception {
    String page = Village.text(files(RequestKind.PORTABILITY, ada).get("index.html"));
    assertFalse(page, page.contains("No consent has been recorded"));
    assertFalse(page, page.contains("It was given to nobody"));
    assertTrue(page, page.contains("It rests neither on your consent nor on a contract"));
  }

  private static Datum datum(String json) {
    return new Datum(
        "visits:1",
        "visit",
        "Visit",
        json.getBytes(StandardCharsets.UTF_8),
        Datum.Origin.OBSERVED,
        "",
        Instant.EPOCH,
        List.of());
  }

  @Test
  public void howLongIsToldOfBundlesThatKeepSomethingOfTheSubject() throws Exception {
    Retained why = new Retained(Retained.Ground.LEGAL_OBLIGATION, "the law", Instant.EPOCH);
    at.holders.add("visits", new OneTable("visit", List.of(datum("1")), List.of()));
    at.holders.add(
        "log", new OneTable("log", List.of(), List.of(new Remaining("log", "Log", why))));
    at.holders.add("users", new OneTable("account", List.of(), List.of()));
    Map<String, byte[]> files = files(RequestKind.ACCESS, ada);
    assertEquals(
        List.of("log", "visit"),
        JSON.readTree(files.get("data.json")).path("retention").findValuesAsText("category"));
    String page = Village.text(files.get("index.html"));
    assertTrue(page, page.contains("<td>2 years, from: used</td>"));
  }

  @Test
  public void timesInDataAreToldLikeTheOthers() throws Exception {
    String json =
        """
        {"at": "2026-07-31T22:30:05.556446197Z", "day": "1815-12-10", "code": "2026-99-99",
         "until": "--12-10", "none": null, "paid": true}
        """;
    at.holders.add("visits", new OneTable("visit", List.of(datum(json)), List.of()));
    String page = page(TestTenants.acme("de", "Europe/Paris"), "");
    for (String told :
        List.of("01.08.2026, 00:30:05", "10. Dezember 1815", "2026-99-99", "--12-10", "", "ja")) {
      assertTrue(page, page.contains("<dd>" + told + "</dd>"));
    }
    Map<String, byte[]> files = files(RequestKind.ACCESS, ada);
    assertTrue(Village.text(files.get("data.json")).contains("2026-07-31T22:30:05.556446197Z"));
  }

  private static String refused(org.junit.function.ThrowingRunnable work) {
    return assertThrows(ProblemException.class, work).code();
  }
}
