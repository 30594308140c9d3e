// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.persistence.StoreException;
import io.privity.api.tenants.Session;
import io.privity.tenants.AttemptLimits.Act;
import io.privity.tenants.store.LoginRow;
import io.privity.tenants.store.Rows;
import io.privity.tenants.store.TenantStore;
import io.privity.tenants.store.UserRow;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** An invited user takes the one-time code, chooses a password, and is in. */
@Component(service = Invitations.class)
public final class Invitations {
  static final Duration LENGTH = Duration.ofDays(7);
  private static final int ATTEMPTS = 10;
  private static final String OPERATION = "tenants.user-accept";

  private final TenantStore store;
  private final AuditLog audit;
  private final Accounts accounts;
  private final Sessions sessions;
  private final ClientAddresses addresses;
  private final AttemptLimits limits;
  private final Clock clock;

  @Activate
  public Invitations(
      @Reference TenantStore store,
      @Reference AuditLog audit,
      @Reference Accounts accounts,
      @Reference Sessions sessions,
      @Reference ClientAddresses addresses,
      @Reference AttemptLimits limits) {
    this(store, audit, accounts, sessions, addresses, limits, Clock.systemUTC());
  }

  Invitations(
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

  Session accept(String code, String password, String address) {
    if (code == null) {
      throw Refusals.missing("code");
    }
    PasswordRules.check("password", password, null);
    String network = addresses.networkHash(address);
    limits.require(Act.FAILURE, network);
    Bearer bearer = Bearer.parse(code);
    if (bearer == null || bearer.kind() != Bearer.Kind.INVITATION) {
      throw refused(network, Optional.empty(), addresses.hash(address));
    }
    Optional<UserRow> pending = store.in(rows -> pending(rows, bearer));
    if (pending.isEmpty() || !Secret.matches(code, pending.get().invite)) {
      throw refused(network, pending, addresses.hash(address));
    }
    String hash = accounts.hash(password);
    try {
      return store
          .in(rows -> activate(rows, bearer, code, hash, addresses.hash(address)))
          .orElseThrow(() -> refused(network, pending, addresses.hash(address)));
    } catch (StoreException e) {
      if (e.code().equals(StoreException.DUPLICATE)) {
        throw Refusals.emailTaken();
      }
      throw e;
    }
  }

  private Optional<Session> activate(
      Rows rows, Bearer bearer, String code, String password, String address) {
    return rows.lockTenant(bearer.tenant())
        .flatMap(tenant -> pending(rows, bearer))
        .filter(user -> Secret.matches(code, user.invite))
        .map(
            user -> {
              if (rows.login(user.login).isPresent()) {
                throw Refusals.emailTaken();
              }
              accounts.setPassword(user, password);
              user.version++;
              user.invite = null;
              user.inviteExpires = null;
              rows.add(new LoginRow(user));
              rows.flush();
              Sessions.Opened opened = sessions.open(rows, user, clock.millis());
              audit.record(Events.caller(user, opened.id(), address), Events.user(OPERATION, user));
              return opened.session();
            });
  }

  /** The user whom the code names, while the invitation stands and the tenant is served. */
  private Optional<UserRow> pending(Rows rows, Bearer bearer) {
    return rows.tenant(bearer.tenant())
        .filter(tenant -> !tenant.isSuspended())
        .flatMap(tenant -> rows.user(bearer.tenant(), bearer.id().toString()))
        .filter(
            user ->
                user.invite != null
                    && user.inviteExpires > clock.millis()
                    && user.inviteAttempts < ATTEMPTS
                    && !accounts.isErased(user));
  }

  private RuntimeException refused(String network, Optional<UserRow> pending, String address) {
    limits.count(Act.FAILURE, network);
    boolean recorded =
        pending.isPresent()
            && store.in(
                rows ->
                    rows.lockUser(pending.get().tenantId(), pending.get().id)
                        .map(
                            user -> {
                              user.inviteAttempts++;
                              audit.record(
                                  Events.caller(user, "invitation", address),
                                  Events.refusedUser(OPERATION, user, "invite-invalid"));
                              return true;
                            })
                        .orElse(false));
    if (!recorded) {
      audit.recordRefusal(
          Events.stranger("invitation", address), AuditEvent.refused(OPERATION, "invite-invalid"));
    }
    return Refusals.inviteInvalid();
  }
}
