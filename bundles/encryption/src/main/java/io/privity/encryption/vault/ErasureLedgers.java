// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.ErasureLedger;
import io.privity.encryption.cipher.Gcm;
import io.privity.encryption.cipher.Hmac;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The erasure ledgers of all tenants: read and checked when the vault is opened. */
final class ErasureLedgers implements ErasureLedger {
  private final VaultFiles files;
  private final VaultKeys keys;
  private final Gcm gcm;
  private final Hmac hmac = new Hmac();
  private final ConcurrentMap<UUID, TenantLedger> ledgers = new ConcurrentHashMap<>();

  ErasureLedgers(VaultFiles files, VaultKeys keys, Gcm gcm) {
    this.files = files;
    this.keys = keys;
    this.gcm = gcm;
  }

  /**
   * @param living tenants that have keys
   * @param counts how many entries each ledger has for certain
   * @throws EncryptionException {@code vault-unavailable} when a ledger is not whole
   */
  void open(Set<UUID> living, Map<UUID, Long> counts) throws IOException {
    Set<UUID> tenants = new HashSet<>(living);
    counts.keySet().stream().filter(tenant -> !tenant(tenant).areDestroyed()).forEach(tenants::add);
    for (UUID tenant : tenants) {
      ledger(tenant).open(counts.getOrDefault(tenant, 0L));
    }
  }

  /** How many entries the ledgers have that have any, durable in every copy. */
  Map<UUID, Long> counts() {
    return ledgers.entrySet().stream()
        .filter(ledger -> ledger.getValue().count() > 0)
        .collect(Collectors.toMap(Map.Entry::getKey, ledger -> (long) ledger.getValue().count()));
  }

  private TenantFiles tenant(UUID tenant) {
    return new TenantFiles(files, keys, gcm, tenant);
  }

  private TenantLedger ledger(UUID tenant) {
    return ledgers.computeIfAbsent(
        tenant, its -> new TenantLedger(files, new LedgerForm(its, keys, gcm, hmac), its));
  }

  private TenantLedger living(UUID tenant) {
    tenant(tenant).requireLiving();
    return ledger(tenant);
  }

  @Override
  public Entry append(UUID tenant, String subject, long leaf, String request) {
    return living(tenant).append(subject, leaf, request);
  }

  @Override
  public boolean isErased(UUID tenant, String subject) {
    return tenant(tenant).areDestroyed() || living(tenant).isErased(subject);
  }

  @Override
  public void forEach(UUID tenant, Consumer<Entry> sink) {
    living(tenant).forEach(sink);
  }

  @Override
  public String head(UUID tenant) {
    return living(tenant).head();
  }

  @Override
  public void verify(UUID tenant) {
    try {
      living(tenant).verify();
    } catch (IOException e) {
      throw VaultProblem.unavailable(e);
    }
  }
}
