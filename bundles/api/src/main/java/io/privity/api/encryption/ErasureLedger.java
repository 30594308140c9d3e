// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.encryption;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What was erased, written in the vault, outside the database and its backups, before anything of
 * it is destroyed: whatever is restored later, an erased subject stays erased. Each tenant has a
 * ledger of its own, which only grows and whose entries are chained by a keyed hash. Subjects and
 * requests are in it as keyed hashes, leaves sealed, so the file alone says nothing of anyone. It
 * goes with the tenant's keys when the tenant is destroyed.
 *
 * <p>The order of an erasure: this ledger, {@link Keyring#puncture}, the rows. What must be
 * retained of the subject is sealed again, and in {@link RetainedData}, before it is written here.
 * At the start whoever erases punctures the leaves of {@link #forEach} again, and so finishes what
 * was cut short and what a vault that was put back has forgotten.
 *
 * <p>Registered only while the root key is given, and only when every ledger is whole: one that was
 * changed, reordered, or cut short keeps the server sealed. Thread-safe.
 */
@ProviderType
public interface ErasureLedger {

  /**
   * One erasure.
   *
   * @param sequence 1 for the tenant's first, then without a gap
   * @param leaf of the erased subject
   * @param head the keyed hash over this entry and all before it, 64 hexadecimal digits: what a
   *     receipt cites, so that an entry can't be taken back unnoticed
   */
  record Entry(long sequence, Instant time, long leaf, String head) {}

  /**
   * Writes an erasure down. Durable in every copy of the vault when this returns; nothing may be
   * destroyed before. Idempotent: what the subject's latest entry says already is not written
   * again.
   *
   * @param subject the subject's id, unique in the tenant
   * @param request the id of the request that asks for the erasure
   * @return the entry, as it is or was written
   * @throws EncryptionException {@code vault-unavailable}, and then nothing may be destroyed;
   *     {@code keyring-refused} when there is no such tenant; {@code tenant-destroyed}
   */
  Entry append(UUID tenant, String subject, long leaf, String request);

  /** True when the subject was erased, or its tenant was destroyed. */
  boolean isErased(UUID tenant, String subject);

  /** Hands over the tenant's erasures, the oldest first. */
  void forEach(UUID tenant, Consumer<Entry> sink);

  /** The head of the tenant's newest entry, or that of an empty ledger. */
  String head(UUID tenant);

  /**
   * Reads the tenant's ledger again in every copy of the vault, and checks the chain.
   *
   * @throws EncryptionException {@code vault-unavailable} when one is not what was written
   */
  void verify(UUID tenant);
}
