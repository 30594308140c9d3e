// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.tenants.Credentials;
import io.privity.api.tenants.Session;
import io.privity.tenants.AttemptLimits.Act;
import io.privity.tenants.store.Rows;
import io.privity.tenants.store.TenantStore;
import io.privity.tenants.store.UserRow;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sign-in. An unknown address, a wrong password, a suspended tenant and a locked account take the
 * same time and get the same answer: one password hash, one commit.
 */
@Component(service = SignIns.class)
public final class SignIns {
  private static final String OPERATION = "tenants.sign-in";
  private static final int PATIENCE_SECONDS = 10;

  /** A user who may sign in. */
  record Found(UserRow user, boolean suspended) {}

  private final TenantStore store;
  private final AuditLog audit;
  private final Accounts accounts;
  private final Sessions sessions;
  private final ClientAddresses addresses;
  private final AttemptLimits limits;
  private final Clock clock;

  /** One attempt at a time on an account, so that many at once get no more guesses than few. */
  private final Cache<ByteBuffer, ReentrantLock> turns = Caffeine.newBuilder().weakValues().build();

  @Activate
  public SignIns(
      @Reference TenantStore store,
      @Reference AuditLog audit,
      @Reference Accounts accounts,
      @Reference Sessions sessions,
      @Reference ClientAddresses addresses,
      @Reference AttemptLimits limits) {
    this(store, audit, accounts, sessions, addresses, limits, Clock.systemUTC());
  }

  SignIns(
      TenantStore store,
      AuditLog audit,
      Accounts accounts,
      Sessions sessions,
      ClientAddresses addresses,
      AttemptLimits limits,
      Clock clock) {
    this.store = store;
    this.audit = audit;
    this.accounts = accounts;
    this.sessions = sessions;
    this.addresses = addresses;
    this.limits = limits;
    this.clock = clock;
  }

  Session signIn(Credentials credentials, String address) {
    if (credentials == null || credentials.email() == null) {
      throw Refusals.missing("email");
    }
    if (credentials.password() == null) {
      throw Refusals.missing("password");
    }
    String network = addresses.networkHash(address);
    limits.take(Act.SIGN_IN, network);
    limits.require(Act.FAILURE, network);
    byte[] login = accounts.login(credentials.email());
    ReentrantLock turn = turns.get(ByteBuffer.wrap(login), key -> new ReentrantLock(true));
    await(turn);
    try {
      return attempt(login, credentials.password(), address, network);
    } finally {
      turn.unlock();
    }
  }

  private Session attempt(byte[] login, String password, String address, String network) {
    Optional<Found> found = store.in(rows -> find(rows, login));
    boolean admitted =
        found.isPresent()
            && !found.get().suspended()
            && !Lockout.isLocked(found.get().user(), clock.millis())
            && password.length() <= PasswordRules.LONGEST;
    boolean right =
        accounts.matches(admitted ? password : "", admitted ? found.get().user() : null);
    String hash = addresses.hash(address);
    Optional<Session> session = right ? open(found.get().user(), hash) : Optional.empty();
    if (session.isEmpty()) {
      limits.count(Act.FAILURE, network);
      refuse(found.map(Found::user), hash);
      throw Refusals.signInFailed();
    }
    return session.get();
  }

  static Optional<Found> find(Rows rows, byte[] login) {
    return rows.login(login)
        .flatMap(
            row -> {
              UUID tenant = UUID.fromString(row.tenant);
              return rows.user(tenant, row.user)
                  .flatMap(user -> rows.tenant(tenant).map(t -> new Found(user, t.isSuspended())));
            });
  }

  /** Empty when the user went, or changed the password, while this one was hashed. */
  private Optional<Session> open(UserRow seen, String address) {
    return store.in(
        rows ->
            rows.lockUser(seen.tenantId(), seen.id)
                .filter(user -> Arrays.equals(user.password, seen.password))
                .map(
                    user -> {
                      Lockout.clear(user);
                      Sessions.Opened opened = sessions.open(rows, user, clock.millis());
                      Caller caller = Events.caller(user, opened.id(), address);
                      audit.record(caller, Events.of(OPERATION, opened.id(), user));
                      return opened.session();
                    }));
  }

  private void refuse(Optional<UserRow> known, String address) {
    boolean recorded =
        known.isPresent()
            && store.in(
                rows ->
                    rows.lockUser(known.get().tenantId(), known.get().id)
                        .map(
                            user -> {
                              String code = Lockout.fail(user, clock.millis());
                              audit.record(
                                  Events.caller(user, "sign-in", address),
                                  Events.refusedUser(OPERATION, user, code));
                              return true;
                            })
                        .orElse(false));
    if (!recorded) {
      audit.recordRefusal(
          Events.stranger("sign-in", address), AuditEvent.refused(OPERATION, "sign-in-failed"));
    }
  }

  private static void await(ReentrantLock turn) {
    try {
      if (turn.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw Refusals.tooManyAttempts(PATIENCE_SECONDS);
  }

  void signOut(Caller caller) {
    store.in(
        rows -> {
          UserRow user =
              rows.user(caller.tenant(), caller.principal())
                  .orElseThrow(() -> Refusals.noSuch("session"));
          rows.credential(caller.tenant(), caller.credential())
              .filter(credential -> !credential.isToken())
              .ifPresentOrElse(
                  rows::remove,
                  () -> {
                    throw Refusals.forbidden(
                        "not-a-session", "Only a session can be signed out; revoke the token.");
                  });
          sessions.revoked(caller.tenant());
          audit.record(caller, Events.of("tenants.sign-out", caller.credential(), user));
          return null;
        });
  }
}
