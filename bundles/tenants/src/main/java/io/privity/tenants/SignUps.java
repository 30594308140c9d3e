// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.encryption.Keyring;
import io.privity.api.persistence.StoreException;
import io.privity.api.problem.Kind;
import io.privity.api.problem.Trace;
import io.privity.api.tenants.SignUp;
import io.privity.api.tenants.SignUpMode;
import io.privity.api.tenants.SignedUp;
import io.privity.api.tenants.TenantException;
import io.privity.tenants.AttemptLimits.Act;
import io.privity.tenants.store.LoginRow;
import io.privity.tenants.store.Rows;
import io.privity.tenants.store.TenantRow;
import io.privity.tenants.store.TenantStore;
import io.privity.tenants.store.UserRow;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sign-up: an address, a password and the accepted agreement make a tenant (promise P10). */
@Component(
    service = SignUps.class,
    configurationPid = "io.privity.tenants",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = TenantsConfig.class)
public final class SignUps {
  private static final Logger LOG = LoggerFactory.getLogger(SignUps.class);

  private final TenantStore store;
  private final Keyring keyring;
  private final AuditLog audit;
  private final Accounts accounts;
  private final TenantSettings settings;
  private final ClientAddresses addresses;
  private final AttemptLimits limits;
  private final SignUpMode mode;
  private final Clock clock;

  @Activate
  public SignUps(
      @Reference TenantStore store,
      @Reference Keyring keyring,
      @Reference AuditLog audit,
      @Reference Accounts accounts,
      @Reference TenantSettings settings,
      @Reference ClientAddresses addresses,
      @Reference AttemptLimits limits,
      TenantsConfig config) {
    this(
        store,
        keyring,
        audit,
        accounts,
        settings,
        addresses,
        limits,
        SignUpSetting.of(config.signup(), config.bind()),
        Clock.systemUTC());
  }

  SignUps(
      TenantStore store,
      Keyring keyring,
      AuditLog audit,
      Accounts accounts,
      TenantSettings settings,
      ClientAddresses addresses,
      AttemptLimits limits,
      SignUpMode mode,
      Clock clock) {
    this.store = store;
    this.keyring = keyring;
    this.audit = audit;
    this.accounts = accounts;
    this.settings = settings;
    this.addresses = addresses;
    this.limits = limits;
    this.mode = mode;
    this.clock = clock;
  }

  SignUpMode mode() {
    return mode;
  }

  SignedUp signUp(SignUp request, String address) {
    String network = addresses.networkHash(address);
    limits.take(Act.SIGN_UP, network);
    limits.require(Act.TAKEN, network);
    EmailAddress email = check(request);
    if (mode == SignUpMode.INVITE) {
      checkInvite(request.invite(), network);
    }
    if (store.in(rows -> rows.login(accounts.login(email.text()))).isPresent()) {
      throw taken(network);
    }
    String password = accounts.hash(request.password());
    UUID tenant = Ids.next(clock.millis());
    keyring.createTenant(tenant);
    try {
      return store.in(rows -> create(rows, tenant, email, password, request, address));
    } catch (RuntimeException e) {
      bury(tenant);
      if (e instanceof StoreException failure && failure.code().equals(StoreException.DUPLICATE)) {
        throw taken(network);
      }
      throw e;
    }
  }

  private EmailAddress check(SignUp request) {
    if (request == null) {
      throw Refusals.missing("email");
    }
    if (mode == SignUpMode.CLOSED) {
      throw Refusals.forbidden("signup-closed", "Sign-up is closed on this server.");
    }
    if (mode == SignUpMode.OPEN && request.invite() != null) {
      throw new TenantException(
          Kind.INVALID,
          "unknown-property",
          "Sign-up takes email, password and agreement, and nothing else.",
          Map.of("property", "invite"));
    }
    if (mode == SignUpMode.INVITE && request.invite() == null) {
      throw Refusals.inviteInvalid();
    }
    EmailAddress email = EmailAddress.of(request.email());
    PasswordRules.check("password", request.password(), request.email());
    String current = Agreements.current().version();
    if (!current.equals(request.agreement())) {
      throw new TenantException(
          Kind.INVALID,
          "agreement-outdated",
          "Read and accept the agreement in force.",
          Map.of("property", "agreement", "current", current));
    }
    return email;
  }

  /** Before anything is said of the address, which is for the invited alone. */
  private void checkInvite(String code, String network) {
    limits.require(Act.FAILURE, network);
    if (!store.in(rows -> rows.hasInvite(Secret.hash(code), clock.millis()))) {
      limits.count(Act.FAILURE, network);
      throw Refusals.inviteInvalid();
    }
  }

  private SignedUp create(
      Rows rows, UUID id, EmailAddress email, String password, SignUp request, String address) {
    long now = clock.millis();
    if (mode == SignUpMode.INVITE && !rows.takeInvite(Secret.hash(request.invite()), now)) {
      throw Refusals.inviteInvalid();
    }
    String recovery = RecoveryCode.next();
    UserRow owner = accounts.owner(id, email, now);
    accounts.setPassword(owner, password);
    owner.recovery = RecoveryCode.hash(recovery);
    TenantRow tenant = settings.create(id, request.agreement(), now);
    rows.add(tenant);
    rows.add(owner);
    rows.add(new LoginRow(owner));
    rows.flush();
    AuditEvent event = Events.user("tenants.sign-up", owner).withDetail(request.agreement());
    audit.record(Events.caller(owner, "sign-up", addresses.hash(address)), event);
    return new SignedUp(tenant.tenant, owner.id, recovery);
  }

  private TenantException taken(String network) {
    limits.count(Act.TAKEN, network);
    return Refusals.emailTaken();
  }

  /** Destroys the key file of a tenant that was not born; while that is not certain, it stays. */
  private void bury(UUID tenant) {
    try {
      if (store.in(rows -> rows.tenant(tenant)).isEmpty()) {
        keyring.destroyTenant(tenant);
      }
    } catch (RuntimeException e) {
      LOG.warn("The key file of tenant {} stays behind; its sign-up failed{}", tenant, Trace.of(e));
    }
  }
}
