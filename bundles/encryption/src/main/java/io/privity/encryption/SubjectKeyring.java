// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;
import io.privity.encryption.cipher.Gcm;
import io.privity.encryption.cipher.Hmac;
import io.privity.encryption.subject.OpenKeys;
import io.privity.encryption.subject.SubjectKey;
import io.privity.encryption.subject.TenantTree;
import io.privity.encryption.vault.Vault;
import io.privity.encryption.vault.VaultProblem;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.AEADBadTagException;

/** The keyring over an open vault. */
public final class SubjectKeyring implements Keyring {
  private final Vault vault;
  private final Gcm gcm;
  private final Hmac hmac = new Hmac();
  private final Alarm alarm;
  private final OpenKeys keys;
  private final OperatorSeal operator;
  private final LookupHash lookup;
  private final ConcurrentMap<UUID, TenantTree> trees = new ConcurrentHashMap<>();
  private volatile boolean closed;

  public SubjectKeyring(Vault vault, OpenKeys keys, Alarm alarm) {
    this.vault = vault;
    this.gcm = vault.gcm();
    this.keys = keys;
    this.alarm = alarm;
    this.operator = new OperatorSeal(vault, alarm);
    this.lookup = new LookupHash(vault.keys());
  }

  @Override
  public void createTenant(UUID tenant) {
    requireOpen();
    // In one step with finding it, so that a tenant never has two trees that give out leaves.
    AtomicBoolean created = new AtomicBoolean();
    TenantTree tree =
        trees.computeIfAbsent(
            tenant,
            unread -> {
              TenantTree found = TenantTree.find(unread, vault, keys, hmac);
              created.set(found == null);
              return found != null ? found : TenantTree.create(unread, vault, keys, hmac);
            });
    if (!created.get()) {
      tree.settle();
    }
  }

  @Override
  public void destroyTenant(UUID tenant) {
    TenantTree tree = find(tenant);
    if (tree != null) {
      tree.destroy();
    }
  }

  @Override
  public void admit(Caller caller) {
    admitted(caller);
  }

  /**
   * The one place where a caller is let at a tenant's keys. Whoever has no tenant has none: the
   * operator reads nothing.
   */
  private TenantTree admitted(Caller caller) {
    if (caller.isOperator()) {
      throw VaultProblem.refused("The operator has no keys of a tenant.");
    }
    return tree(caller.tenant());
  }

  private TenantTree tree(UUID tenant) {
    TenantTree tree = find(tenant);
    if (tree == null) {
      throw VaultProblem.refused("There is no such tenant.");
    }
    if (tree.isDestroyed()) {
      throw VaultProblem.destroyed();
    }
    return tree;
  }

  private void requireOpen() {
    if (closed) {
      throw VaultProblem.sealed();
    }
  }

  /** The tenant's tree, destroyed or not; null when there never was one. */
  private TenantTree find(UUID tenant) {
    requireOpen();
    TenantTree tree = trees.get(Objects.requireNonNull(tenant));
    return tree != null
        ? tree
        : trees.computeIfAbsent(tenant, unread -> TenantTree.find(unread, vault, keys, hmac));
  }

  @Override
  public long newSubject(Caller caller) {
    return admitted(caller).newLeaf();
  }

  @Override
  public long newSubject(UUID tenant) {
    return tree(tenant).newLeaf();
  }

  @Override
  public byte[] seal(Caller caller, RecordName name, byte[] plaintext) {
    return seal(admitted(caller), caller.tenant(), name, plaintext);
  }

  @Override
  public byte[] seal(UUID tenant, RecordName name, byte[] plaintext) {
    return seal(tree(tenant), tenant, name, plaintext);
  }

  private byte[] seal(TenantTree tree, UUID tenant, RecordName name, byte[] plaintext) {
    SubjectKey key = tree.key(name.leaf());
    if (key == null) {
      throw VaultProblem.refused("There is no such subject.");
    }
    return gcm.seal(key.forSealing(), RecordContext.of(tenant, name), plaintext);
  }

  @Override
  public byte[] open(Caller caller, RecordName name, byte[] sealed) {
    return open(admitted(caller), caller.tenant(), name, sealed);
  }

  @Override
  public byte[] open(UUID tenant, RecordName name, byte[] sealed) {
    return open(tree(tenant), tenant, name, sealed);
  }

  private byte[] open(TenantTree tree, UUID tenant, RecordName name, byte[] sealed) {
    SubjectKey key = tree.key(name.leaf());
    if (key != null) {
      try {
        return gcm.open(key.forOpening(), RecordContext.of(tenant, name), sealed);
      } catch (AEADBadTagException e) {
        // told below, as is a leaf that was never given out
      }
    }
    alarm.raise(tenant);
    throw VaultProblem.damaged();
  }

  @Override
  public void puncture(Caller caller, long... leaves) {
    admitted(caller).puncture(leaves);
  }

  @Override
  public boolean isPunctured(UUID tenant, long leaf) {
    TenantTree tree = find(tenant);
    if (tree == null) {
      throw VaultProblem.refused("There is no such tenant.");
    }
    return tree.isPunctured(leaf);
  }

  @Override
  public byte[] sealForOperator(String purpose, byte[] plaintext) {
    requireOpen();
    return operator.seal(purpose, plaintext);
  }

  @Override
  public byte[] openForOperator(String purpose, byte[] sealed) {
    requireOpen();
    return operator.open(purpose, sealed);
  }

  @Override
  public byte[] lookupHash(String domain, byte[] value) {
    requireOpen();
    return lookup.of(domain, value);
  }

  /** Refuses every further use of a tenant's keys, and forgets those that were opened. */
  void close() {
    closed = true;
    trees.clear();
    keys.clear();
  }
}
