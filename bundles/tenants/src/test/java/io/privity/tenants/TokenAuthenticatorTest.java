// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import static io.privity.tenants.TestServer.OPERATOR;
import static io.privity.testkit.Refused.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.tenants.Users.Invitation;
import io.privity.api.tenants.Users.Invited;
import io.privity.api.tenants.Users.NewToken;
import io.privity.api.tenants.Users.Profile;
import io.privity.api.tenants.Users.TokenRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.Test;

public class TokenAuthenticatorTest {
  private final TestServer server = new TestServer();
  private final TestServer.Owner owner = server.owner();

  @Test
  public void aCallerIsWhatTheCredentialSays() {
    Caller caller =
        server
            .authenticator
            .authenticate(owner.session.token(), "newsletter", "192.0.2.9")
            .orElseThrow();
    assertEquals(owner.tenant, caller.tenant());
    assertEquals(owner.signedUp.user(), caller.principal());
    assertEquals(Set.of(Role.OWNER), caller.roles());
    assertEquals("newsletter", caller.purpose());
    assertFalse(caller.address().isEmpty());
    assertFalse(caller.address().contains("192"));
    assertEquals(Caller.UNASSIGNED, owner.caller.purpose());
  }

  @Test
  public void aSessionEndsAfterTwelveHoursAlsoWhileItIsRemembered() {
    server.clock.move(Sessions.LENGTH.minusMillis(1));
    assertTrue(server.known(owner.session.token()).isPresent());
    server.clock.move(Duration.ofMillis(1));
    assertFalse(server.known(owner.session.token()).isPresent());
  }

  @Test
  public void aTokenHasItsRoleAndPurposeAndEnd() {
    NewToken token =
        server.users.createToken(
            owner.caller,
            new TokenRequest(
                "sync", "reader", server.clock.instant().plusSeconds(60), "reporting"));
    Caller caller = server.known(token.token()).orElseThrow();
    assertEquals(Set.of(Role.READER), caller.roles());
    assertEquals("reporting", caller.purpose());
    assertEquals(token.id(), caller.credential());
    assertTrue(token.token().startsWith("pvt_"));
    server.clock.move(Duration.ofSeconds(60));
    assertFalse(server.known(token.token()).isPresent());
  }

  @Test
  public void whatThisNodeTakesAwayIsGoneAtOnce() {
    NewToken token =
        server.users.createToken(owner.caller, new TokenRequest("a", "reader", null, null));
    assertTrue(server.known(token.token()).isPresent());
    server.users.revokeToken(owner.caller, token.id());
    assertFalse(server.known(token.token()).isPresent());
    server.tenants.suspend(OPERATOR, owner.signedUp.tenant());
    assertFalse(server.known(owner.session.token()).isPresent());
    server.tenants.resume(OPERATOR, owner.signedUp.tenant());
    assertTrue(server.known(owner.session.token()).isPresent());
  }

  @Test
  public void whatAnotherNodeTakesAwayIsGoneWithinASecond() {
    TestServer other = new TestServer();
    assertTrue(other.known(owner.session.token()).isPresent());
    server.tenants.signOut(owner.caller);
    other.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertFalse(other.known(owner.session.token()).isPresent());
  }

  @Test
  public void aTokenLosesWhatItsUserLost() {
    Invited invited =
        server.users.invite(owner.caller, new Invitation(TestServer.newEmail(), List.of("member")));
    Caller member =
        server
            .known(server.users.accept(invited.code(), TestServer.PASSWORD, "").token())
            .orElseThrow();
    NewToken token = server.users.createToken(member, new TokenRequest("a", "member", null, null));
    long version = server.users.user(owner.caller, invited.id()).version();
    server.users.change(owner.caller, invited.id(), new Profile(null, List.of("reader")), version);
    assertEquals(Set.of(), server.known(token.token()).orElseThrow().roles());
  }

  @Test
  public void aTokenMakesNoToken() {
    NewToken token =
        server.users.createToken(owner.caller, new TokenRequest("a", "member", null, null));
    Caller program = server.known(token.token()).orElseThrow();
    assertRefused(
        "session-required",
        () -> server.users.createToken(program, new TokenRequest("b", "reader", null, null)));
    assertRefused("not-a-session", () -> server.tenants.signOut(program));
  }

  @Test
  public void theTenantInTheTokenCountsAndTheKindToo() {
    TestServer.Owner other = server.owner();
    String token = owner.session.token();
    String foreign = token.substring(0, 4) + other.session.token().substring(4, 26);
    assertFalse(server.known(foreign + token.substring(26)).isPresent());
    assertFalse(server.known("pvt_" + token.substring(4)).isPresent());
    assertFalse(server.known("pvu_" + token.substring(4)).isPresent());
    assertFalse(server.known(null).isPresent());
    assertTrue(server.known(token).isPresent());
  }

  @Test
  public void idsRiseWithTime() {
    String first = Ids.next(Instant.now().toEpochMilli()).toString();
    String second = Ids.next(Instant.now().plusMillis(5).toEpochMilli()).toString();
    assertTrue(first.compareTo(second) < 0);
    assertEquals('7', first.charAt(14));
    assertNotEquals(-1, "89ab".indexOf(first.charAt(19)));
  }
}
