// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.Passwords;
import io.privity.api.persistence.Tables;
import io.privity.api.tenants.Credentials;
import io.privity.api.tenants.Session;
import io.privity.api.tenants.SignUp;
import io.privity.api.tenants.SignUpMode;
import io.privity.api.tenants.SignedUp;
import io.privity.tenants.privacy.TenantsHolder;
import io.privity.tenants.store.TenantStore;
import io.privity.testkit.TestAuditLog;
import io.privity.testkit.TestClock;
import io.privity.testkit.TestKeyring;
import io.privity.testkit.TestSigner;
import io.privity.testkit.TestStore;
import java.lang.annotation.Annotation;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The bundle's classes wired together, with a clock that stands still until it is moved. */
final class TestServer {
  static final String PASSWORD = "a long enough secret";
  static final Caller OPERATOR = Caller.operator("local-console");
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final TestStore DATABASE = TestStore.migrated("db/tenants.xml");
  private static final TenantStore STORE =
      new TenantStore(DATABASE.jpa("tenants"), DATABASE.transactions(), DATABASE.schema());

  final TestClock clock = new TestClock();
  final AtomicLong nanos = new AtomicLong();
  final TestStore database = DATABASE;
  final TenantStore store = STORE;
  final TestKeyring keyring = new TestKeyring();
  final TestAuditLog audit = new TestAuditLog(database.transactions());
  final CountedPasswords passwords = new CountedPasswords();
  final List<String> bundlesWithTables = new ArrayList<>(List.of("io.privity.tenants"));
  final Holders holders = new Holders(this::tables);
  final TenantRecords records;
  final Departures departures;
  final TokenAuthenticator authenticator;
  final TenantsService tenants;
  final UsersService users;
  final NamedUsers names;

  TestServer() {
    this(SignUpMode.OPEN);
  }

  TestServer(SignUpMode mode) {
    TenantStore store = STORE;
    Revocations revocations = new Revocations();
    ClientAddresses addresses = new ClientAddresses(keyring);
    Accounts accounts = new Accounts(keyring, passwords);
    Sessions sessions = new Sessions(store, revocations);
    AttemptLimits limits = new AttemptLimits(new Limits(), clock);
    TenantSettings settings = new TenantSettings(store, keyring, audit, clock);
    records = new TenantRecords(store, accounts, settings, sessions);
    departures = new Departures(store, keyring, audit, Period.parse("P1Y"), clock);
    TenantsHolder own = new TenantsHolder(records, new Limits());
    holders.add("io.privity.tenants", () -> own);
    authenticator = new TokenAuthenticator(store, revocations, addresses, clock, nanos::get);
    tenants =
        new TenantsService(
            new SignUps(store, keyring, audit, accounts, settings, addresses, limits, mode, clock),
            new SignIns(store, audit, accounts, sessions, addresses, limits, clock),
            new Recovery(store, audit, accounts, sessions, addresses, limits),
            settings,
            new OperatorDesk(store, audit, sessions, clock),
            new TenantExport(store, audit, accounts, holders, clock),
            new Destruction(
                store,
                keyring,
                new TestSigner(),
                audit,
                accounts,
                sessions,
                holders,
                departures,
                clock),
            departures);
    names = new NamedUsers(store, settings, accounts, audit);
    users =
        new UsersService(
            new UserAccounts(store, keyring, audit, accounts, sessions, limits, clock),
            new Invitations(store, audit, accounts, sessions, addresses, limits, clock),
            new PasswordChanges(store, audit, accounts, sessions, limits),
            new ApiTokens(store, audit, accounts, sessions, clock));
  }

  private List<Tables.Table> tables() {
    return bundlesWithTables.stream()
        .map(bundle -> new Tables.Table(bundle + "_t", bundle, List.of()))
        .toList();
  }

  /** An address that no other test uses. */
  static String newEmail() {
    return "person" + NUMBER.incrementAndGet() + "@example.org";
  }

  static SignUp signUpOf(String email) {
    return new SignUp(email, PASSWORD, Agreements.current().version(), null);
  }

  /** A tenant with its owner signed in. */
  final class Owner {
    final String email = newEmail();
    final SignedUp signedUp = tenants.signUp(signUpOf(email), "192.0.2.1");
    final UUID tenant = UUID.fromString(signedUp.tenant());
    final Session session = signIn(email);
    final Caller caller = known(session.token()).orElseThrow();
  }

  Owner owner() {
    return new Owner();
  }

  Session signIn(String email) {
    return tenants.signIn(new Credentials(email, PASSWORD), "192.0.2.1");
  }

  Optional<Caller> known(String token) {
    return authenticator.authenticate(token, null, "192.0.2.1");
  }

  /** Counts what would take the time of a hash. */
  static final class CountedPasswords implements Passwords {
    final AtomicInteger compared = new AtomicInteger();
    volatile Runnable beforeHash = () -> {};

    @Override
    public String hash(char[] password) {
      beforeHash.run();
      return "$test$" + new String(password);
    }

    @Override
    public boolean matches(char[] password, String hash) {
      compared.incrementAndGet();
      return hash != null && hash.equals("$test$" + new String(password));
    }
  }

  static TenantsConfig config() {
    return new Limits();
  }

  private static final class Limits implements TenantsConfig {
    @Override
    public String signup() {
      return "";
    }

    @Override
    public String bind() {
      return "127.0.0.1";
    }

    @Override
    public int signups_per_hour() {
      return 50;
    }

    @Override
    public int taken_per_hour() {
      return 5;
    }

    @Override
    public int signins_per_minute() {
      return 600;
    }

    @Override
    public int failures_per_quarter() {
      return 40;
    }

    @Override
    public String departed_retention() {
      return "P1Y";
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return TenantsConfig.class;
    }
  }
}
