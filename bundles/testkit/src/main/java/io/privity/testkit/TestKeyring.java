// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.testkit;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;
import io.privity.encryption.Alarm;
import io.privity.encryption.SubjectKeyring;
import io.privity.encryption.cipher.Argon2id;
import io.privity.encryption.subject.OpenKeys;
import io.privity.encryption.vault.Vault;
import io.privity.encryption.vault.VaultProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The product's keyring over a vault in memory. All keyrings of a test run open the same vault, as
 * all nodes of a server do; the refusals that a test asks for are this one's own.
 */
public final class TestKeyring implements Keyring {
  private static final SubjectKeyring REAL = open();

  private final Set<UUID> created = ConcurrentHashMap.newKeySet();
  private final List<long[]> punctures = new CopyOnWriteArrayList<>();
  private final Set<UUID> destroyed = ConcurrentHashMap.newKeySet();
  private volatile boolean vaultGone;
  private volatile boolean refusing;

  private static SubjectKeyring open() {
    byte[] passphrase = "the passphrase of the tests".getBytes(StandardCharsets.UTF_8);
    try {
      Vault vault =
          Vault.create(
              new MemoryDisk(), List.of(Path.of("/vault")), passphrase, new Argon2id(8, 1, 1));
      return new SubjectKeyring(vault, new OpenKeys(50_000), new Alarm());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Someone who is signed in to a new tenant. */
  public Caller caller(Role... roles) {
    UUID tenant = UUID.randomUUID();
    REAL.createTenant(tenant);
    return caller(tenant, roles);
  }

  /** Someone who is signed in to a tenant that is there. */
  public Caller caller(UUID tenant, Role... roles) {
    return new Caller(
        tenant,
        UUID.randomUUID().toString(),
        REAL.newSubject(tenant),
        "session",
        Set.of(roles),
        Caller.UNASSIGNED,
        "");
  }

  /** While it is gone, nothing that the vault must note can be done: {@code vault-unavailable}. */
  public void setVaultGone(boolean gone) {
    vaultGone = gone;
  }

  /** While it refuses, no caller is let at a tenant's keys: {@code keyring-refused}. */
  public void setRefusing(boolean refuses) {
    refusing = refuses;
  }

  /** The tenants that were made with this keyring, the destroyed ones included. */
  public Set<UUID> created() {
    return Set.copyOf(created);
  }

  /** The leaves of each puncture that was made with this keyring, in their order. */
  public List<long[]> punctures() {
    return List.copyOf(punctures);
  }

  /** The tenants that were destroyed with this keyring. */
  public Set<UUID> destroyed() {
    return Set.copyOf(destroyed);
  }

  private void requireVault() {
    if (vaultGone) {
      throw VaultProblem.unavailable(null);
    }
  }

  private void requireAdmitted() {
    if (refusing) {
      throw VaultProblem.refused("told to refuse");
    }
  }

  @Override
  public void createTenant(UUID tenant) {
    requireVault();
    REAL.createTenant(tenant);
    created.add(tenant);
  }

  @Override
  public void destroyTenant(UUID tenant) {
    requireVault();
    REAL.destroyTenant(tenant);
    destroyed.add(tenant);
  }

  @Override
  public void admit(Caller caller) {
    requireAdmitted();
    REAL.admit(caller);
  }

  @Override
  public long newSubject(Caller caller) {
    requireAdmitted();
    return REAL.newSubject(caller);
  }

  @Override
  public long newSubject(UUID tenant) {
    return REAL.newSubject(tenant);
  }

  @Override
  public byte[] seal(Caller caller, RecordName name, byte[] plaintext) {
    requireAdmitted();
    return REAL.seal(caller, name, plaintext);
  }

  @Override
  public byte[] open(Caller caller, RecordName name, byte[] sealed) {
    requireAdmitted();
    return REAL.open(caller, name, sealed);
  }

  @Override
  public byte[] seal(UUID tenant, RecordName name, byte[] plaintext) {
    return REAL.seal(tenant, name, plaintext);
  }

  @Override
  public byte[] open(UUID tenant, RecordName name, byte[] sealed) {
    return REAL.open(tenant, name, sealed);
  }

  @Override
  public void puncture(Caller caller, long... leaves) {
    requireAdmitted();
    requireVault();
    REAL.puncture(caller, leaves);
    punctures.add(leaves.clone());
  }

  @Override
  public boolean isPunctured(UUID tenant, long leaf) {
    return REAL.isPunctured(tenant, leaf);
  }

  @Override
  public byte[] sealForOperator(String purpose, byte[] plaintext) {
    return REAL.sealForOperator(purpose, plaintext);
  }

  @Override
  public byte[] openForOperator(String purpose, byte[] sealed) {
    return REAL.openForOperator(purpose, sealed);
  }

  @Override
  public byte[] lookupHash(String domain, byte[] value) {
    return REAL.lookupHash(domain, value);
  }
}
