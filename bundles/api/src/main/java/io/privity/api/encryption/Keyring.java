// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.encryption;

import io.privity.api.caller.Caller;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Seals and opens what a tenant keeps, each record with its subject's own AES-256 key. Registered
 * only while the root key is given.
 *
 * <p>Keys never leave it. Sealed bytes carry a format byte, a random 96-bit nonce and the GCM tag;
 * they are 29 bytes longer than the plaintext. Thread-safe.
 */
@ProviderType
public interface Keyring {

  /**
   * Makes the tenant's key file. Durable, in every copy of the vault, when this returns.
   * Idempotent.
   *
   * @throws EncryptionException {@code vault-unavailable}
   */
  void createTenant(UUID tenant);

  /**
   * Destroys the tenant's key file: everything of the tenant is unreadable from then on, also in
   * backups. Durable when this returns. Idempotent.
   */
  void destroyTenant(UUID tenant);

  /**
   * Refuses the caller whom the tenant's keys are not open to. Whoever answers from memory what was
   * opened before asks this for each answer.
   *
   * @throws EncryptionException {@code tenant-destroyed}, {@code keyring-refused}
   */
  void admit(Caller caller);

  /**
   * Takes a fresh leaf for a new subject of the caller's tenant. Never gives one twice, also not
   * after a crash (numbers may be skipped).
   */
  long newSubject(Caller caller);

  /** Takes a fresh leaf in a tenant for which no caller exists yet: its first user at sign-up. */
  long newSubject(UUID tenant);

  /** Seals under the subject's key, in the caller's tenant. */
  byte[] seal(Caller caller, RecordName name, byte[] plaintext);

  /**
   * Opens what {@link #seal} made under the same tenant and name.
   *
   * @throws EncryptionException {@code record-damaged} when a byte, the place or the version is not
   *     what was sealed (the failure is counted and told to the operator); {@code subject-erased}
   *     when the leaf was punctured; {@code keyring-refused} when the caller may not open this
   *     tenant
   */
  byte[] open(Caller caller, RecordName name, byte[] sealed);

  /**
   * Seals under a subject's key where no caller exists yet: sign-up and sign-in, in {@code tenants}
   * only.
   */
  byte[] seal(UUID tenant, RecordName name, byte[] plaintext);

  /** Opens where no caller exists yet: sign-in, in {@code tenants} only. */
  byte[] open(UUID tenant, RecordName name, byte[] sealed);

  /**
   * Erases subjects: punctures their leaves, so that no key can ever be derived for them again,
   * also not from a backup of the database. Drops the cached keys at once. Durable when this
   * returns. Idempotent.
   *
   * <p>Costs one writing for each 65,536 leaves' page that they lie in, so many at once are cheap.
   * When it fails or the server ends meanwhile, some may be punctured and others not: then it is
   * called again.
   *
   * @throws EncryptionException {@code keyring-refused} when one was never given out, and then none
   *     is punctured; {@code vault-unavailable}
   */
  void puncture(Caller caller, long... leaves);

  /** True when the leaf was punctured. */
  boolean isPunctured(UUID tenant, long leaf);

  /**
   * Seals what is the operator's own, and short-lived things such as cursors, under the operator
   * key.
   *
   * @param purpose what it is, bound as associated data
   */
  byte[] sealForOperator(String purpose, byte[] plaintext);

  /** Opens what {@link #sealForOperator} made for the same purpose. */
  byte[] openForOperator(String purpose, byte[] sealed);

  /**
   * A keyed hash (HMAC-SHA-256) for exact look-ups of what is stored sealed: e-mail addresses at
   * sign-in, client addresses, suppression.
   *
   * @param domain separates uses, such as {@code login}
   * @return 32 bytes
   */
  byte[] lookupHash(String domain, byte[] value);
}
