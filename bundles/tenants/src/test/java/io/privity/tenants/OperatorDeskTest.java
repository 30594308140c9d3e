// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import static io.privity.tenants.TestServer.OPERATOR;
import static io.privity.testkit.Refused.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import io.privity.api.tenants.Tenants.Settings;
import io.privity.api.tenants.Tenants.State;
import io.privity.api.tenants.Tenants.Summary;
import io.privity.api.tenants.Tenants.Versioned;
import io.privity.api.tenants.Users.Invitation;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

public class OperatorDeskTest {
  private final TestServer server = new TestServer();
  private final TestServer.Owner owner = server.owner();
  private final String tenant = owner.signedUp.tenant();

  @Test
  public void destroysOnlyThirtyDaysAfterTheOwnerAsked() {
    assertRefused("end-not-requested", () -> server.tenants.destroy(OPERATOR, tenant));
    server.tenants.requestEnd(owner.caller);
    assertEquals(State.ENDING, server.tenants.show(OPERATOR, tenant).state());
    server.clock.move(OperatorDesk.GRACE.minusMillis(1));
    assertRefused("too-early", () -> server.tenants.destroy(OPERATOR, tenant));
    assertFalse(server.keyring.destroyed().contains(owner.tenant));
    server.clock.move(Duration.ofMillis(1));
    server.tenants.destroy(OPERATOR, tenant);
    assertTrue(server.keyring.destroyed().contains(owner.tenant));
    assertRefused("no-such-tenant", () -> server.tenants.show(OPERATOR, tenant));
    assertRefused("sign-in-failed", () -> server.signIn(owner.email));
    assertEquals(
        List.of(
            "tenants.destroy!end-not-requested",
            "tenants.show",
            "tenants.destroy!too-early",
            "tenants.destroy-begin",
            "tenants.keys-destroy",
            "tenants.destroy",
            "tenants.sign-in!sign-in-failed"),
        server.audit.operations(null));
    server.tenants.signUp(TestServer.signUpOf(owner.email), "");
  }

  @Test
  public void theOwnerMayTakeTheEndBack() {
    assertRefused("end-not-requested", () -> server.tenants.withdrawEnd(owner.caller));
    server.tenants.requestEnd(owner.caller);
    assertRefused("end-requested", () -> server.tenants.requestEnd(owner.caller));
    assertNull(server.tenants.withdrawEnd(owner.caller).value().endRequestedAt());
    server.clock.move(Duration.ofDays(31));
    assertRefused("end-not-requested", () -> server.tenants.destroy(OPERATOR, tenant));
  }

  @Test
  public void theSidesAreKeptApart() throws Exception {
    for (Runnable act :
        List.<Runnable>of(
            () -> server.tenants.list(owner.caller),
            () -> server.tenants.show(owner.caller, tenant),
            () -> server.tenants.suspend(owner.caller, tenant),
            () -> server.tenants.resume(owner.caller, tenant),
            () -> server.tenants.destroy(owner.caller, tenant),
            () -> server.tenants.certificate(owner.caller, tenant),
            () -> server.tenants.departedContact(owner.caller, tenant),
            () -> server.tenants.invite(owner.caller),
            () -> export())) {
      assertRefused("operator-only", act::run);
    }
    for (Runnable act :
        List.<Runnable>of(
            () -> server.tenants.settings(OPERATOR),
            () -> server.tenants.requestEnd(OPERATOR),
            () -> server.tenants.requestExport(OPERATOR, "A".repeat(43) + "="),
            () -> server.users.users(OPERATOR, null, 5),
            () -> server.users.user(OPERATOR, owner.caller.principal()),
            () -> server.users.invite(OPERATOR, new Invitation("a@b.org", List.of("owner"))),
            () -> server.users.remove(OPERATOR, owner.caller.principal(), 1),
            () -> server.users.tokens(OPERATOR, null, 5),
            () -> server.users.revokeToken(OPERATOR, "x"))) {
      assertRefused("tenant-only", act::run);
    }
    assertTrue(server.audit.operations(owner.tenant).contains("tenants.suspend!operator-only"));
    assertTrue(server.audit.operations(null).contains("tenants.user-list!tenant-only"));
  }

  private void export() {
    try {
      server.tenants.export(owner.caller, tenant, new ByteArrayOutputStream());
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  public void aSummaryCountsAndNamesNobody() {
    server.users.invite(owner.caller, new Invitation(TestServer.newEmail(), List.of("member")));
    Summary summary =
        server.tenants.list(OPERATOR).stream()
            .filter(s -> s.id().equals(tenant))
            .findAny()
            .orElseThrow();
    assertEquals(2, summary.users());
    assertEquals(State.ACTIVE, summary.state());
    assertFalse(summary.toString().contains("@"));
    server.tenants.suspend(OPERATOR, tenant);
    assertEquals(State.SUSPENDED, server.tenants.show(OPERATOR, tenant).state());
    assertTrue(server.audit.operations(owner.tenant).contains("tenants.suspend"));
    assertRefused("no-such-tenant", () -> server.tenants.suspend(OPERATOR, "nonsense"));
  }

  @Test
  public void settingsAreCheckedVersionedAndSealed() {
    Versioned<Settings> first = server.tenants.settings(owner.caller);
    Versioned<Settings> second =
        server.tenants.change(
            owner.caller,
            settings("Ünïcode GmbH", "pt-BR", "Europe/Paris", "FR", "dpo@example.org"),
            first.version());
    assertEquals(first.version() + 1, second.version());
    assertEquals("Ünïcode GmbH", server.tenants.settings(owner.caller).value().name());
    assertEquals(tenant, second.value().id());
    assertRefused(
        "stale-version",
        () ->
            server.tenants.change(
                owner.caller, settings("x", null, null, null, null), first.version()));
    for (Settings bad :
        List.of(
            settings("x\ny", null, null, null, null),
            settings(null, "english!", null, null, null),
            settings(null, null, "Mars/Olympus", null, null),
            settings(null, null, null, "XX", null),
            settings(null, null, null, null, "y".repeat(501)))) {
      assertRefused(
          "invalid-value", () -> server.tenants.change(owner.caller, bad, second.version()));
    }
    assertEquals(second.version() + 1, server.tenants.requestEnd(owner.caller).version());
    assertEquals("FR", server.tenants.settings(owner.caller).value().country());
  }

  private static Settings settings(
      String name, String language, String timeZone, String country, String dpo) {
    return new Settings(
        "ignored", name, language, timeZone, country, dpo, List.of(), false, "ignored", null, null);
  }
}
