// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import static io.privity.tenants.TestServer.PASSWORD;
import static io.privity.tenants.TestServer.newEmail;
import static io.privity.testkit.Refused.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.tenants.Session;
import io.privity.api.tenants.Tenants.Versioned;
import io.privity.api.tenants.Users.Invitation;
import io.privity.api.tenants.Users.Invited;
import io.privity.api.tenants.Users.Profile;
import io.privity.api.tenants.Users.Token;
import io.privity.api.tenants.Users.TokenRequest;
import io.privity.api.tenants.Users.User;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.Test;

public class UserAccountsTest {
  private final TestServer server = new TestServer();
  private final TestServer.Owner owner = server.owner();

  @Test
  public void anInvitedUserAcceptsOnce() {
    Invited invited = invite("member", "privacy-officer");
    assertFalse(user(invited.id()).value().active());
    Session session = server.users.accept(invited.code(), PASSWORD, "");
    assertEquals(
        Set.of(Role.MEMBER, Role.PRIVACY_OFFICER),
        server.known(session.token()).orElseThrow().roles());
    assertTrue(user(invited.id()).value().active());
    assertRefused("invite-invalid", () -> server.users.accept(invited.code(), PASSWORD, ""));
    server.signIn(invited.email());
  }

  @Test
  public void anInvitationEndsAfterAWeekOrTooManyWrongCodes() {
    Invited first = invite("reader");
    String wrong = first.code().substring(0, first.code().length() - 1) + "_";
    for (int i = 0; i < 10; i++) {
      assertRefused("invite-invalid", () -> server.users.accept(wrong, PASSWORD, ""));
    }
    assertRefused("invite-invalid", () -> server.users.accept(first.code(), PASSWORD, ""));
    Invited second = invite("reader");
    server.clock.move(Invitations.LENGTH);
    assertRefused("invite-invalid", () -> server.users.accept(second.code(), PASSWORD, ""));
    assertRefused("invite-invalid", () -> server.users.accept("nonsense", PASSWORD, ""));
  }

  @Test
  public void anInvitationKeepsNobodyFromSigningUp() {
    Invited invited = invite("member");
    server.tenants.signUp(TestServer.signUpOf(invited.email()), "");
    assertRefused("email-taken", () -> server.users.accept(invited.code(), PASSWORD, ""));
    assertRefused(
        "email-taken",
        () -> server.users.invite(owner.caller, new Invitation(owner.email, List.of("member"))));
    assertRefused(
        "email-taken",
        () ->
            server.users.invite(owner.caller, new Invitation(invited.email(), List.of("member"))));
  }

  @Test
  public void aRemovedUserIsGoneWithKeySessionsAndTokens() {
    Invited invited = invite("member");
    Session session = server.users.accept(invited.code(), PASSWORD, "");
    Caller member = server.known(session.token()).orElseThrow();
    String token =
        server.users.createToken(member, new TokenRequest("a", "reader", null, null)).token();
    remove(invited.id());
    assertFalse(server.known(session.token()).isPresent());
    assertFalse(server.known(token).isPresent());
    assertTrue(server.keyring.isPunctured(owner.tenant, member.principalLeaf()));
    assertRefused("no-such-user", () -> server.users.user(owner.caller, invited.id()));
    assertRefused("sign-in-failed", () -> server.signIn(invited.email()));
    server.tenants.signUp(TestServer.signUpOf(invited.email()), "");
  }

  @Test
  public void aUserStaysWholeWhileTheVaultIsGone() {
    Invited invited = invite("member");
    server.keyring.setVaultGone(true);
    assertRefused("vault-unavailable", () -> remove(invited.id()));
    assertEquals(invited.email(), user(invited.id()).value().email());
    assertFalse(server.audit.operations(owner.tenant).contains("tenants.user-remove"));
  }

  @Test
  public void aRemovalThatWasCutOffCanBeRepeated() {
    Invited invited = invite("member");
    long leaf = server.audit.last().subjects()[0];
    server.keyring.puncture(owner.caller, leaf);
    assertNull(user(invited.id()).value().email());
    assertEquals(2, server.users.users(owner.caller, null, 50).size());
    remove(invited.id());
    assertEquals(1, server.users.users(owner.caller, null, 50).size());
  }

  @Test
  public void theLastOwnerStays() {
    assertRefused("last-owner", () -> remove(owner.caller.principal()));
    assertRefused("last-owner", () -> changeRoles(owner.caller.principal(), List.of("member")));
    Invited second = invite("owner");
    assertRefused("last-owner", () -> remove(owner.caller.principal()));
    server.users.accept(second.code(), PASSWORD, "");
    remove(owner.caller.principal());
    assertFalse(server.known(owner.session.token()).isPresent());
  }

  @Test
  public void aChangeOfRolesHoldsAtOnce() {
    Invited invited = invite("member");
    String token = server.users.accept(invited.code(), PASSWORD, "").token();
    server.known(token);
    User changed = changeRoles(invited.id(), List.of("reader")).value();
    assertEquals(List.of("reader"), changed.roles());
    assertEquals(Set.of(Role.READER), server.known(token).orElseThrow().roles());
    for (List<String> bad : List.of(List.<String>of(), List.of("king"))) {
      assertRefused("invalid-value", () -> changeRoles(invited.id(), bad));
    }
  }

  @Test
  public void aUserIsCalledByItsNameWhichIsSealed() {
    String id = invite("member").id();
    assertNull(user(id).value().name());
    Profile ada = new Profile("Ada Lovelace", List.of("member"));
    server.users.change(owner.caller, id, ada, user(id).version());
    assertEquals("Ada Lovelace", user(id).value().name());
    assertFalse(server.database.dump().contains("Lovelace"));
    for (String bad : List.of(" ", "a\nb", "x".repeat(101))) {
      Profile wrong = new Profile(bad, List.of("member"));
      assertRefused(
          "invalid-value", () -> server.users.change(owner.caller, id, wrong, user(id).version()));
    }
    changeRoles(id, List.of("member"));
    assertNull(user(id).value().name());
  }

  @Test
  public void everyChangeThatShowsMakesOlderVersionsStale() {
    Invited invited = invite("member");
    long first = user(invited.id()).version();
    server.users.accept(invited.code(), PASSWORD, "");
    assertStale(invited.id(), first);
    long second = user(invited.id()).version();
    Versioned<User> changed =
        server.users.change(owner.caller, invited.id(), profile("reader"), second);
    assertEquals(user(invited.id()), changed);
    assertStale(invited.id(), second);
    assertEquals(List.of("reader"), user(invited.id()).value().roles());
    server.users.remove(owner.caller, invited.id(), changed.version());
    assertRefused(
        "no-such-user", () -> server.users.remove(owner.caller, invited.id(), changed.version()));
  }

  private void assertStale(String id, long version) {
    assertRefused("stale-version", () -> server.users.remove(owner.caller, id, version));
    assertRefused(
        "stale-version", () -> server.users.change(owner.caller, id, profile("owner"), version));
  }

  @Test
  public void usersOfOthersAreNotThere() {
    TestServer.Owner other = server.owner();
    for (String id : List.of(other.caller.principal(), "nonsense", "")) {
      assertRefused("no-such-user", () -> server.users.user(owner.caller, id));
      assertRefused("no-such-user", () -> server.users.remove(owner.caller, id, 1));
      assertRefused(
          "no-such-user", () -> server.users.change(owner.caller, id, profile("owner"), 1));
      assertRefused("no-such-token", () -> server.users.revokeToken(owner.caller, id));
    }
  }

  @Test
  public void usersComeInPages() {
    invite("member");
    invite("reader");
    List<User> first = server.users.users(owner.caller, null, 2);
    List<User> second = server.users.users(owner.caller, first.get(1).id(), 2);
    assertEquals(2, first.size());
    assertEquals(1, second.size());
    assertTrue(server.audit.operations(owner.tenant).contains("tenants.user-list"));
  }

  @Test
  public void aChangedPasswordEndsTheOtherSessions() {
    Session other = server.signIn(owner.email);
    assertRefused(
        "wrong-password",
        () -> server.users.changePassword(owner.caller, "not the old one", "a new good secret"));
    assertRefused(
        "weak-password", () -> server.users.changePassword(owner.caller, PASSWORD, "short"));
    server.users.changePassword(owner.caller, PASSWORD, "a new good secret");
    assertTrue(server.known(owner.session.token()).isPresent());
    assertFalse(server.known(other.token()).isPresent());
    assertRefused("sign-in-failed", () -> server.signIn(owner.email));
  }

  @Test
  public void tokensGoNoHigherThanTheirUserAndAreSeenByOwners() {
    assertRefused("role-too-high", () -> token(owner.caller, "owner"));
    Invited invited = invite("member");
    Caller member =
        server.known(server.users.accept(invited.code(), PASSWORD, "").token()).orElseThrow();
    assertRefused("role-too-high", () -> token(member, "integration"));
    assertRefused("role-too-high", () -> token(member, "privacy-officer"));
    assertRefused("invalid-value", () -> token(member, "king"));
    assertTrue(
        server.audit.operations(owner.tenant).contains("tenants.token-create!role-too-high"));
    token(member, "reader");
    token(owner.caller, "integration");
    assertEquals(1, server.users.tokens(member, null, 50).size());
    List<Token> all = server.users.tokens(owner.caller, null, 50);
    assertEquals(2, all.size());
    assertRefused(
        "no-such-token",
        () ->
            server.users.revokeToken(
                member,
                all.stream()
                    .filter(t -> t.role().equals("integration"))
                    .findAny()
                    .orElseThrow()
                    .id()));
    all.forEach(t -> server.users.revokeToken(owner.caller, t.id()));
    assertTrue(server.users.tokens(owner.caller, null, 50).isEmpty());
  }

  @Test
  public void tokensEndInTheFutureAndUsuallyIn90Days() {
    assertEquals(
        server.clock.instant().plus(ApiTokens.USUAL),
        server
            .users
            .createToken(owner.caller, new TokenRequest("a", "reader", null, null))
            .expires());
    for (Duration bad : List.of(Duration.ofSeconds(-1), Duration.ofDays(3000))) {
      assertRefused(
          "invalid-value",
          () ->
              server.users.createToken(
                  owner.caller,
                  new TokenRequest("a", "reader", server.clock.instant().plus(bad), null)));
    }
    assertRefused(
        "invalid-value",
        () ->
            server.users.createToken(
                owner.caller, new TokenRequest("a", "reader", null, "not a purpose")));
    assertRefused(
        "invalid-value",
        () -> server.users.createToken(owner.caller, new TokenRequest(" ", "reader", null, null)));
  }

  private static Profile profile(String role) {
    return new Profile(null, List.of(role));
  }

  private Versioned<User> user(String id) {
    return server.users.user(owner.caller, id);
  }

  private Versioned<User> changeRoles(String id, List<String> roles) {
    return server.users.change(owner.caller, id, new Profile(null, roles), user(id).version());
  }

  private void remove(String id) {
    server.users.remove(owner.caller, id, user(id).version());
  }

  private void token(Caller caller, String role) {
    server.users.createToken(caller, new TokenRequest("name", role, null, null));
  }

  private Invited invite(String... roles) {
    return server.users.invite(owner.caller, new Invitation(newEmail(), List.of(roles)));
  }
}
