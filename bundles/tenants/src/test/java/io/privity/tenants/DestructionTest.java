// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import static io.privity.tenants.TestServer.OPERATOR;
import static io.privity.testkit.Refused.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.privity.api.privacy.Remaining;
import io.privity.api.privacy.Retained;
import io.privity.api.tenants.Tenants.State;
import io.privity.tenants.store.DepartedRow;
import io.privity.testkit.TestSigner;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.Before;
import org.junit.Test;

public class DestructionTest {
  private static final String NOTES = "org.example.notes";

  private final TestServer server = new TestServer();
  private final TestServer.Owner owner = server.owner();
  private final String tenant = owner.signedUp.tenant();
  private final Notebook notebook = new Notebook();
  private final Instant asked = server.clock.instant();

  @Before
  public void askForTheEnd() {
    server.bundlesWithTables.add(NOTES);
    server.holders.add(NOTES, () -> notebook);
    server.tenants.requestEnd(owner.caller);
    server.clock.move(OperatorDesk.GRACE);
  }

  @Test
  public void endsWithASignedCertificate() throws Exception {
    Instant now = server.clock.instant();
    String certificate = server.tenants.destroy(OPERATOR, tenant);
    JsonNode says = read(certificate);
    assertEquals(tenant, says.get("tenant").asText());
    assertEquals(Agreements.current().version(), says.get("agreement").asText());
    assertEquals(asked.toString(), says.get("endRequestedAt").asText());
    assertFalse(says.has("exportedAt"));
    assertEquals(now.toString(), says.get("keysDestroyedAt").asText());
    assertEquals(now.toString(), says.get("issuedAt").asText());
    assertEquals("[\"io.privity.tenants\",\"org.example.notes\"]", says.get("erased").toString());
    assertEquals("[]", says.get("remaining").toString());
    assertEquals("2027-12-23T12:00:00Z", says.get("ownerContactKeptUntil").asText());
    assertFalse(says.toString().contains("@"));
    assertEquals(List.of(owner.tenant), notebook.erased);
    assertEquals(certificate, server.tenants.certificate(OPERATOR, tenant));
  }

  @Test
  public void theCertificateNamesTheExportAndWhatTheLawKeeps() throws Exception {
    Instant until = Instant.parse("2029-11-23T12:00:00Z");
    notebook.remaining =
        List.of(
            new Remaining(
                "note",
                "Notes of the law",
                new Retained(Retained.Ground.LEGAL_OBLIGATION, "It says so.", until)));
    server.tenants.requestExport(owner.caller, "CQ".repeat(21) + "A=");
    server.tenants.export(OPERATOR, tenant, new ByteArrayOutputStream());
    Instant exported = server.clock.instant();
    server.clock.move(Duration.ofDays(1));
    JsonNode says = read(server.tenants.destroy(OPERATOR, tenant));
    assertEquals(exported.toString(), says.get("exportedAt").asText());
    assertEquals(
        "[{\"bundle\":\"org.example.notes\",\"label\":\"Notes of the law\","
            + "\"ground\":\"legal-obligation\",\"reason\":\"It says so.\","
            + "\"until\":\"2029-11-23T12:00:00Z\"}]",
        says.get("remaining").toString());
  }

  @Test
  public void aHolderThatFailsOrIsAwayLeavesTheDestructionToBeFinished() throws Exception {
    Instant first = server.clock.instant();
    server.bundlesWithTables.add("org.example.away");
    notebook.beforeErase =
        () -> {
          assertTrue(server.keyring.destroyed().contains(owner.tenant));
          throw new IllegalStateException("told to fail");
        };
    assertEquals(
        List.of("org.example.away", NOTES),
        assertRefused("destroy-unfinished", () -> server.tenants.destroy(OPERATOR, tenant))
            .members()
            .get("bundles"));
    assertEquals(State.SUSPENDED, server.tenants.show(OPERATOR, tenant).state());
    assertRefused("sign-in-failed", () -> server.signIn(owner.email));
    assertRefused("destroy-begun", () -> server.tenants.resume(OPERATOR, tenant));
    assertRefused("no-such-certificate", () -> server.tenants.certificate(OPERATOR, tenant));

    server.clock.move(Duration.ofDays(400));
    server.departures.dropPast();
    notebook.beforeErase = () -> {};
    assertRefused("destroy-unfinished", () -> server.tenants.destroy(OPERATOR, tenant));
    Notebook back = new Notebook();
    server.holders.add("org.example.away", () -> back);
    JsonNode says = read(server.tenants.destroy(OPERATOR, tenant));
    assertEquals(first.toString(), says.get("keysDestroyedAt").asText());
    assertEquals(List.of(owner.tenant), back.erased);
    assertEquals(owner.email, server.tenants.departedContact(OPERATOR, tenant));
    assertRefused("no-such-tenant", () -> server.tenants.destroy(OPERATOR, tenant));
    assertEquals(
        List.of(
            "tenants.destroy-begin",
            "tenants.keys-destroy",
            "tenants.destroy!destroy-unfinished",
            "tenants.destroy!destroy-unfinished",
            "tenants.destroy",
            "tenants.destroy!no-such-tenant"),
        server.audit.operations(null).stream()
            .filter(operation -> operation.matches("tenants\\.(destroy|keys).*"))
            .toList());
  }

  @Test
  public void aVaultThatIsAwayIsWaitedFor() {
    server.keyring.setVaultGone(true);
    assertRefused("vault-unavailable", () -> server.tenants.destroy(OPERATOR, tenant));
    assertEquals(List.of(), notebook.erased);
    assertTrue(server.known(owner.session.token()).isEmpty());
    server.keyring.setVaultGone(false);
    server.tenants.destroy(OPERATOR, tenant);
    assertEquals(owner.email, server.tenants.departedContact(OPERATOR, tenant));
  }

  @Test
  public void keysThatAreGoneAlreadyLeaveNoContact() throws Exception {
    server.keyring.destroyTenant(owner.tenant);
    JsonNode says = read(server.tenants.destroy(OPERATOR, tenant));
    assertFalse(says.has("ownerContactKeptUntil"));
    assertRefused("no-such-contact", () -> server.tenants.departedContact(OPERATOR, tenant));
  }

  @Test
  public void theContactIsTheOperatorsAloneAndItsReadingIsOnTheLog() {
    server.tenants.destroy(OPERATOR, tenant);
    DepartedRow row = server.store.in(rows -> rows.departed(owner.tenant)).orElseThrow();
    String kept = new String(row.contact, StandardCharsets.ISO_8859_1);
    assertFalse(kept.contains(owner.email));
    server.audit.clear();
    server.tenants.certificate(OPERATOR, tenant);
    server.tenants.departedContact(OPERATOR, tenant);
    assertEquals(
        List.of("tenants.certificate", "tenants.departed-contact"), server.audit.operations(null));
    String another = UUID.randomUUID().toString();
    assertRefused("no-such-certificate", () -> server.tenants.certificate(OPERATOR, another));
  }

  @Test
  public void allIsDroppedWhenItsPeriodIsOver() {
    server.tenants.destroy(OPERATOR, tenant);
    Instant until = Instant.parse("2027-12-23T12:00:00Z");
    server.clock.set(until.minusMillis(1));
    server.departures.dropPast();
    assertEquals(owner.email, server.tenants.departedContact(OPERATOR, tenant));
    server.clock.set(until);
    assertRefused("no-such-certificate", () -> server.tenants.departedContact(OPERATOR, tenant));
    server.audit.clear();
    server.departures.dropPast();
    assertTrue(server.audit.last().records().contains(tenant));
    assertTrue(server.store.in(rows -> rows.departed(owner.tenant)).isEmpty());
    server.audit.clear();
    server.departures.dropPast();
    assertEquals(List.of(), server.audit.events());
  }

  @Test
  public void thePeriodHasSense() {
    assertEquals(90, Departures.period(" P90D ").getDays());
    for (String bad : List.of("", "1Y", "P0D", "P-1Y", "P1001Y")) {
      assertThrows(bad, IllegalArgumentException.class, () -> Departures.period(bad));
    }
  }

  private static JsonNode read(String certificate) throws Exception {
    return new ObjectMapper().readTree(TestSigner.payload(certificate));
  }
}
