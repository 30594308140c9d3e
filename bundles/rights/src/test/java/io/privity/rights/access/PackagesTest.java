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
import io.privity.api.privacy.Subject;
import io.privity.api.problem.ProblemException;
import io.privity.api.rights.RequestKind;
import io.privity.rights.Office;
import io.privity.rights.Village;
import io.privity.rights.processing.SubjectRecords;
import io.privity.rights.processing.Wishes;
import io.privity.rights.request.Fulfilment;
import io.privity.rights.store.PackageStore;
import io.privity.testkit.TestSigner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.Test;

public class PackagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Office at = new Office();
  private final Wishes wishes = new Wishes(at);
  private final Packages packages =
      new Packages(
          new Inventory(at.holders, at.people, wishes.purposes),
          new Accesses(at.audit),
          new SubjectRecords(wishes.standings, wishes.disclosures),
          wishes.purposes,
          at.holders,
          TestTenants.acme(),
          new PackageStore(at.sql),
          at.keyring,
          at.signer,
          at.audit,
          at.store.transactions(),
          at.clock);
  private final AccessRequests requests = new AccessRequests(packages, at.holders);
  private final Subject ada =
      at.village.add("Ada", "met <b>Bob</b> & paid =1+1", List.of("orders"), at.clock.instant());
  private final Subject bob = at.village.add("Bob", "n", List.of(), at.clock.instant());

  private Map<String, byte[]> files(RequestKind kind, Subject subject) throws IOException {
    String request = java.util.UUID.randomUUID().toString();
    Fulfilment.Result result =
        requests.run(at.officer, new Fulfilment.Work(request, kind, subject, new byte[0]));
    assertTrue(result instanceof Fulfilment.Fulfilled);
    Map<String, byte[]> files = new LinkedHashMap<>();
    byte[] zip = packages.fetch(at.officer, request);
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
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

  private static String refused(org.junit.function.ThrowingRunnable work) {
    return assertThrows(ProblemException.class, work).code();
  }
}
