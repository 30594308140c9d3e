// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;
import io.privity.api.problem.Kind;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Real AES-GCM under keys that anyone could make. */
public final class TestKeyring implements Keyring {
  private static final int NONCE = 12;

  public final Set<String> punctured = ConcurrentHashMap.newKeySet();
  public final Set<UUID> destroyed = ConcurrentHashMap.newKeySet();
  public volatile boolean vaultGone;
  public volatile boolean refusing;
  public final AtomicLong punctures = new AtomicLong();
  private final AtomicLong leaves = new AtomicLong();
  private final AtomicLong nonces = new AtomicLong();

  @Override
  public void createTenant(UUID tenant) {}

  @Override
  public void destroyTenant(UUID tenant) {
    destroyed.add(tenant);
  }

  @Override
  public void admit(Caller caller) {
    if (destroyed.contains(caller.tenant())) {
      throw problem(Kind.GONE, EncryptionException.TENANT_DESTROYED);
    }
    if (refusing) {
      throw problem(Kind.FORBIDDEN, EncryptionException.REFUSED);
    }
  }

  @Override
  public long newSubject(Caller caller) {
    return leaves.getAndIncrement();
  }

  @Override
  public long newSubject(UUID tenant) {
    return leaves.getAndIncrement();
  }

  @Override
  public byte[] seal(Caller caller, RecordName name, byte[] plaintext) {
    admit(caller);
    return seal(caller.tenant(), name, plaintext);
  }

  @Override
  public byte[] open(Caller caller, RecordName name, byte[] sealed) {
    admit(caller);
    return open(caller.tenant(), name, sealed);
  }

  @Override
  public byte[] seal(UUID tenant, RecordName name, byte[] plaintext) {
    try {
      byte[] nonce = Arrays.copyOf(Long.toHexString(nonces.getAndIncrement()).getBytes(), NONCE);
      byte[] sealed = Arrays.copyOf(nonce, NONCE + plaintext.length + 16);
      cipher(Cipher.ENCRYPT_MODE, tenant, name, nonce)
          .doFinal(plaintext, 0, plaintext.length, sealed, NONCE);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public byte[] open(UUID tenant, RecordName name, byte[] sealed) {
    if (isPunctured(tenant, name.leaf())) {
      throw problem(Kind.GONE, EncryptionException.SUBJECT_ERASED);
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, tenant, name, Arrays.copyOf(sealed, NONCE))
          .doFinal(sealed, NONCE, sealed.length - NONCE);
    } catch (GeneralSecurityException e) {
      throw problem(Kind.DAMAGED, EncryptionException.RECORD_DAMAGED);
    }
  }

  private static Cipher cipher(int mode, UUID tenant, RecordName name, byte[] nonce)
      throws GeneralSecurityException {
    byte[] what = (tenant + " " + name).getBytes(StandardCharsets.UTF_8);
    byte[] key = MessageDigest.getInstance("SHA-256").digest(what);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    return cipher;
  }

  @Override
  public void puncture(Caller caller, long... leaves) {
    if (vaultGone) {
      throw problem(Kind.UNAVAILABLE, EncryptionException.VAULT_UNAVAILABLE);
    }
    punctures.incrementAndGet();
    for (long leaf : leaves) {
      punctured.add(caller.tenant() + "/" + leaf);
    }
  }

  @Override
  public boolean isPunctured(UUID tenant, long leaf) {
    return punctured.contains(tenant + "/" + leaf);
  }

  @Override
  public byte[] sealForOperator(String purpose, byte[] plaintext) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] openForOperator(String purpose, byte[] sealed) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] lookupHash(String domain, byte[] value) {
    throw new UnsupportedOperationException();
  }

  private static EncryptionException problem(Kind kind, String code) {
    return new EncryptionException(kind, code, code);
  }
}
