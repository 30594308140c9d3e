// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.ErasureLedger;
import io.privity.api.encryption.RetainedData;
import io.privity.api.encryption.Signer;
import io.privity.api.persistence.Tables;
import io.privity.api.problem.Kind;
import io.privity.rights.store.HolderRegister;
import io.privity.rights.store.Sql;
import io.privity.testkit.TestAuditLog;
import io.privity.testkit.TestClock;
import io.privity.testkit.TestKeyring;
import io.privity.testkit.TestSigner;
import io.privity.testkit.TestStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** What the tests of this bundle stand on: a tenant with a privacy officer and some people. */
public final class Office {
  private static final TestStore STORE = TestStore.migrated("db/rights.xml");

  public final TestStore store = STORE;
  public final TestKeyring keyring = new TestKeyring();
  public final TestAuditLog audit = new TestAuditLog(STORE.transactions());
  public final TestClock clock = new TestClock();
  public final Caller officer = keyring.caller(Role.PRIVACY_OFFICER);
  public final Caller reader = keyring.caller(officer.tenant(), Role.READER);
  public final Village village = new Village(keyring, officer);
  public final Sql sql = new Sql(STORE.dataSource(), STORE.transactions());
  public final SealedJson json = new SealedJson(keyring);
  public final People people = new People();
  public final List<String> bundlesWithTables = new ArrayList<>(List.of("village"));
  public final Holders holders = new Holders(new HolderRegister(sql), this::tables, clock);
  public final MemoryLedger ledger = new MemoryLedger();
  public final MemoryRetained retained = new MemoryRetained();
  public final Signer signer = new TestSigner();

  public Office() {
    people.bindSubjects(village);
    holders.add("village", village);
  }

  private List<Tables.Table> tables() {
    return bundlesWithTables.stream()
        .map(bundle -> new Tables.Table(bundle + "_t", bundle, List.of()))
        .toList();
  }

  /** A ledger in memory that can be out of reach. */
  public static final class MemoryLedger implements ErasureLedger {
    public final List<String> written = new ArrayList<>();
    private final Map<Long, UUID> leaves = new LinkedHashMap<>();
    public boolean gone;

    @Override
    public Entry append(UUID tenant, String subject, long leaf, String request) {
      if (gone) {
        throw new EncryptionException(
            Kind.UNAVAILABLE, EncryptionException.VAULT_UNAVAILABLE, "told to be away");
      }
      if (!written.contains(subject)) {
        written.add(subject);
        leaves.put(leaf, tenant);
      }
      return new Entry(written.size(), Instant.EPOCH, leaf, "ab".repeat(32));
    }

    @Override
    public boolean isErased(UUID tenant, String subject) {
      return written.contains(subject);
    }

    @Override
    public void forEach(UUID tenant, Consumer<Entry> sink) {
      leaves.forEach(
          (leaf, of) -> {
            if (of.equals(tenant)) {
              sink.accept(new Entry(1, Instant.EPOCH, leaf, head(tenant)));
            }
          });
    }

    @Override
    public String head(UUID tenant) {
      return "ab".repeat(32);
    }

    @Override
    public void verify(UUID tenant) {}
  }

  /** Retained copies in memory. */
  public static final class MemoryRetained implements RetainedData {
    public final Map<String, byte[]> copies = new HashMap<>();

    @Override
    public void put(UUID tenant, String hold, byte[] sealed) {
      copies.put(hold, sealed);
    }

    @Override
    public Optional<byte[]> get(UUID tenant, String hold) {
      return Optional.ofNullable(copies.get(hold));
    }

    @Override
    public void remove(UUID tenant, String hold) {
      copies.remove(hold);
    }

    @Override
    public Set<String> holds(UUID tenant) {
      return Set.copyOf(copies.keySet());
    }
  }
}
