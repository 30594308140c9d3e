// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import static io.privity.tenants.TestServer.OPERATOR;
import static io.privity.tenants.TestServer.PASSWORD;
import static io.privity.testkit.Refused.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import io.privity.api.problem.ProblemException;
import io.privity.api.tenants.Credentials;
import io.privity.api.tenants.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;

public class SignInsTest {
  private static final String WRONG = "not the right secret";

  private final TestServer server = new TestServer();
  private final TestServer.Owner owner = server.owner();

  @Test
  public void failuresLookAlikeAndAreRecordedWhereTheyBelong() {
    List<String> answers = new ArrayList<>();
    int before = server.passwords.compared.get();
    answers.add(answer(owner.email, WRONG));
    answers.add(answer("nobody@example.org", PASSWORD));
    answers.add(answer(owner.email, "x".repeat(2000)));
    server.tenants.suspend(OPERATOR, owner.signedUp.tenant());
    answers.add(answer(owner.email, PASSWORD));
    assertEquals(1, answers.stream().distinct().count());
    assertEquals("one hash each", before + 4, server.passwords.compared.get());
    assertEquals(
        3,
        server.audit.operations(owner.tenant).stream()
            .filter("tenants.sign-in!sign-in-failed"::equals)
            .count());
    assertTrue(server.audit.operations(null).contains("tenants.sign-in!sign-in-failed"));
  }

  @Test
  public void tenFailuresLockTheAccountForTwiceAsLongEachTime() {
    fail(10);
    assertRefused("sign-in-failed", () -> server.signIn(owner.email));
    assertTrue(server.audit.operations(owner.tenant).contains("tenants.sign-in!account-locked"));
    server.clock.move(Duration.ofMinutes(14));
    assertRefused("sign-in-failed", () -> server.signIn(owner.email));
    server.clock.move(Duration.ofMinutes(2));
    fail(10);
    server.clock.move(Duration.ofMinutes(16));
    assertRefused("sign-in-failed", () -> server.signIn(owner.email));
    server.clock.move(Duration.ofMinutes(15));
    server.signIn(owner.email);
    fail(10);
    server.clock.move(Duration.ofMinutes(16));
    server.signIn(owner.email);
  }

  @Test
  public void failuresThatAreFarApartDoNotLock() {
    fail(9);
    server.clock.move(Duration.ofMinutes(16));
    fail(9);
    server.signIn(owner.email);
    fail(9);
    server.signIn(owner.email);
  }

  @Test
  public void manyAtOnceGetNoMoreGuesses() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> attempts = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        attempts.add(threads.submit(() -> answer(owner.email, WRONG)));
      }
      for (Future<?> attempt : attempts) {
        attempt.get();
      }
    } finally {
      threads.shutdown();
    }
    List<String> operations = server.audit.operations(owner.tenant);
    assertEquals(10, operations.stream().filter("tenants.sign-in!sign-in-failed"::equals).count());
    assertEquals(14, operations.stream().filter("tenants.sign-in!account-locked"::equals).count());
  }

  @Test
  public void failuresOfAClientAreRationed() {
    for (int i = 0; i < 40; i++) {
      answer("nobody" + i + "@example.org", WRONG);
    }
    assertRefused("too-many-attempts", () -> server.signIn(owner.email));
    server.tenants.signIn(new Credentials(owner.email, PASSWORD), "192.0.2.77");
  }

  @Test
  public void signingOutEndsThatSessionAtOnce() {
    Session other = server.signIn(owner.email);
    server.tenants.signOut(owner.caller);
    assertFalse(server.known(owner.session.token()).isPresent());
    assertTrue(server.known(other.token()).isPresent());
    assertTrue(server.audit.operations(owner.tenant).contains("tenants.sign-out"));
  }

  @Test
  public void theRecoveryCodeWorksOnceAndEndsTheSessions() {
    fail(10);
    String fresh =
        server.tenants.recover(
            owner.email, owner.signedUp.recoveryCode().toLowerCase(), "another good secret", "");
    assertNotEquals(owner.signedUp.recoveryCode(), fresh);
    assertFalse(server.known(owner.session.token()).isPresent());
    server.tenants.signIn(new Credentials(owner.email, "another good secret"), "");
    assertRefused("sign-in-failed", () -> server.signIn(owner.email));
    assertRefused(
        "recovery-failed",
        () ->
            server.tenants.recover(
                owner.email, owner.signedUp.recoveryCode(), "a third good secret", ""));
    assertRefused(
        "recovery-failed",
        () -> server.tenants.recover("nobody@example.org", fresh, "a third good secret", ""));
    assertTrue(server.audit.operations(owner.tenant).contains("tenants.recover!recovery-failed"));
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertRefused("sign-in-failed", () -> attempt(owner.email, WRONG));
    }
  }

  private String answer(String email, String password) {
    try {
      attempt(email, password);
      return "signed in";
    } catch (ProblemException e) {
      return e.kind() + e.code() + e.getMessage() + e.members();
    }
  }

  private void attempt(String email, String password) {
    server.tenants.signIn(new Credentials(email, password), "192.0.2.1");
  }
}
