// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import static io.privity.tenants.TestServer.OPERATOR;
import static io.privity.tenants.TestServer.PASSWORD;
import static io.privity.tenants.TestServer.newEmail;
import static io.privity.tenants.TestServer.signUpOf;
import static io.privity.testkit.Refused.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.persistence.StoreException;
import io.privity.api.tenants.SignUp;
import io.privity.api.tenants.SignUpMode;
import io.privity.api.tenants.SignedUp;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.Test;

public class SignUpsTest {
  private static final String CURRENT = Agreements.current().version();
  private static final String ADDRESS = "192.0.2.1";

  private final TestServer server = new TestServer();

  @Test
  public void makesATenantAndRecordsIt() {
    String email = newEmail();
    SignedUp made = server.tenants.signUp(signUpOf(email), ADDRESS);
    UUID tenant = UUID.fromString(made.tenant());
    assertTrue(server.keyring.created().contains(tenant));
    assertEquals(List.of("tenants.sign-up"), server.audit.operations(tenant));
    assertEquals(39, made.recoveryCode().length());
    assertEquals(tenant, server.known(server.signIn(email).token()).orElseThrow().tenant());
  }

  @Test
  public void refusesWhatIsNoAddress() {
    String long64 = "a".repeat(64);
    for (String bad :
        new String[] {
          null,
          "",
          "a",
          "@b.org",
          "a@",
          "a@b",
          "a b@c.org",
          "a@b..org",
          ".a@b.org",
          "a.@b.org",
          "a..b@c.org",
          "a@-b.org",
          "a@b.org\n",
          "a@b.org ",
          "a@[127.0.0.1]",
          "a@127.0.0.1",
          "\"a\"@b.org",
          "a@b@c.org",
          "é@b.org",
          long64 + "a@b.org",
          "a@" + (long64.substring(1) + ".").repeat(4) + "org",
          "<a@b.org>"
        }) {
      assertRefused("invalid-email", () -> signUp(bad, PASSWORD, CURRENT, null));
    }
    assertTrue(EmailAddress.isValid("o'neil+x_y-z/1@sub.example.co"));
    assertTrue(EmailAddress.isValid(long64 + "@example.org"));
    assertTrue(server.keyring.created().isEmpty());
  }

  @Test
  public void refusesWeakPasswords() {
    for (String weak :
        new String[] {
          "elevenchars",
          "aaaaaaaaaaaaaaaa",
          "abababababababab",
          "123456789012",
          "PassWord1234",
          "x1y2".repeat(257),
          "😀".repeat(11),
          "weak@example.org"
        }) {
      assertRefused("weak-password", () -> signUp("Weak@example.org", weak, CURRENT, null));
    }
    assertRefused("invalid-value", () -> signUp(newEmail(), null, CURRENT, null));
  }

  @Test
  public void refusesAnOldAgreementAndAnInviteThatNobodyAskedFor() {
    assertRefused("agreement-outdated", () -> signUp(newEmail(), PASSWORD, "2019-01", null));
    assertRefused("agreement-outdated", () -> signUp(newEmail(), PASSWORD, null, null));
    assertRefused("unknown-property", () -> signUp(newEmail(), PASSWORD, CURRENT, "pvi_x"));
    assertRefused("invalid-value", () -> server.tenants.signUp(null, ADDRESS));
    assertTrue(server.keyring.created().isEmpty());
  }

  @Test
  public void anAddressIsTakenInAnyCaseAndTheAnswerIsRationed() {
    String email = newEmail();
    server.tenants.signUp(signUpOf(email), ADDRESS);
    for (int i = 0; i < 5; i++) {
      assertRefused("email-taken", () -> signUp(email.toUpperCase(), PASSWORD, CURRENT, null));
    }
    assertEquals(1, server.keyring.created().size());
    assertRefused("too-many-attempts", () -> signUp(email, PASSWORD, CURRENT, null));
    assertRefused("too-many-attempts", () -> signUp(newEmail(), PASSWORD, CURRENT, null));
    server.tenants.signUp(signUpOf(newEmail()), "192.0.2.2");
    server.clock.move(Duration.ofHours(1));
    signUp(newEmail(), PASSWORD, CURRENT, null);
  }

  @Test
  public void buriesTheKeysOfATenantThatWasNotBorn() {
    String email = newEmail();
    // the look-up of the address commits too, so only the second commit may fail
    TestServer late = new TestServer();
    late.passwords.beforeHash = () -> late.database.faults().failNextCommit();
    assertThrows(StoreException.class, () -> late.tenants.signUp(signUpOf(email), ADDRESS));
    assertEquals(1, late.keyring.created().size());
    assertEquals(late.keyring.created(), late.keyring.destroyed());
    assertTrue(late.audit.events().isEmpty());
    late.passwords.beforeHash = () -> {};
    late.tenants.signUp(signUpOf(email), ADDRESS);
  }

  @Test
  public void byInvitationACodeIsGoodOnceAndForAWeek() {
    TestServer invited = new TestServer(SignUpMode.INVITE);
    String code = invited.tenants.invite(OPERATOR);
    SignUp with = new SignUp(newEmail(), PASSWORD, CURRENT, code);
    assertRefused("invite-invalid", () -> invited.tenants.signUp(signUpOf(newEmail()), ADDRESS));
    assertRefused(
        "invite-invalid",
        () ->
            invited.tenants.signUp(new SignUp(newEmail(), PASSWORD, CURRENT, code + "x"), ADDRESS));
    invited.tenants.signUp(with, ADDRESS);
    assertRefused("invite-invalid", () -> invited.tenants.signUp(with, ADDRESS));
    String late = invited.tenants.invite(OPERATOR);
    invited.clock.move(Duration.ofDays(7));
    assertRefused(
        "invite-invalid",
        () -> invited.tenants.signUp(new SignUp(newEmail(), PASSWORD, CURRENT, late), ADDRESS));
    assertEquals(List.of("tenants.invite", "tenants.invite"), invited.audit.operations(null));
  }

  @Test
  public void closedIsClosed() {
    TestServer closed = new TestServer(SignUpMode.CLOSED);
    assertRefused("signup-closed", () -> closed.tenants.signUp(signUpOf(newEmail()), ADDRESS));
  }

  @Test
  public void theModeFollowsTheAddressUnlessItIsSet() {
    assertEquals(SignUpMode.OPEN, SignUpSetting.of("", "127.0.0.1"));
    assertEquals(SignUpMode.OPEN, SignUpSetting.of(null, "::1"));
    assertEquals(SignUpMode.INVITE, SignUpSetting.of("", "0.0.0.0"));
    assertEquals(SignUpMode.INVITE, SignUpSetting.of("", ""));
    assertEquals(SignUpMode.INVITE, SignUpSetting.of("", null));
    assertEquals(SignUpMode.OPEN, SignUpSetting.of("open", "0.0.0.0"));
    assertEquals(SignUpMode.CLOSED, SignUpSetting.of("closed", "127.0.0.1"));
    assertThrows(IllegalArgumentException.class, () -> SignUpSetting.of("opne", "127.0.0.1"));
  }

  private void signUp(String email, String password, String agreement, String invite) {
    server.tenants.signUp(new SignUp(email, password, agreement, invite), ADDRESS);
  }
}
