// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.RetainedData;
import io.privity.encryption.cipher.Gcm;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file for each hold, beside the keys of its tenant. */
final class RetainedFiles implements RetainedData {
  private static final Logger LOG = LoggerFactory.getLogger(RetainedFiles.class);

  private final VaultFiles files;
  private final VaultKeys keys;
  private final Gcm gcm;

  RetainedFiles(VaultFiles files, VaultKeys keys, Gcm gcm) {
    this.files = files;
    this.keys = keys;
    this.gcm = gcm;
  }

  /** One tenant's, for one call. */
  private final class Tenant {
    final String directory;
    final RetainedForm form;
    final TenantKey key;

    Tenant(UUID tenant, TenantKey key) {
      this.directory = TenantForm.TENANTS + '/' + tenant;
      this.form = new RetainedForm(tenant, keys, gcm);
      this.key = key;
    }

    String path(String file) {
      return directory + '/' + file;
    }

    /** Null when there is none. */
    RetainedForm.Content read(String file) {
      byte[] bytes = files.read(path(file));
      if (bytes == null) {
        return null;
      }
      RetainedForm.Content content = form.decode(key, file, bytes);
      if (content == null) {
        LOG.error("{} is damaged", path(file));
        throw VaultProblem.damaged();
      }
      return content;
    }
  }

  private <T> T in(UUID tenant, Function<Tenant, T> act) {
    TenantFiles its = new TenantFiles(files, keys, gcm, tenant);
    its.requireLiving();
    TenantKey key = its.readKey();
    try {
      return act.apply(new Tenant(tenant, key));
    } finally {
      key.clear();
    }
  }

  @Override
  public synchronized void put(UUID tenant, String hold, byte[] sealed) {
    if (sealed.length > MOST_BYTES) {
      throw new IllegalArgumentException("a hold keeps " + MOST_BYTES + " bytes at most");
    }
    in(
        tenant,
        its -> {
          String file = its.form.name(hold);
          RetainedForm.Content before = its.read(file);
          long revision = before == null ? 1 : before.revision() + 1;
          RetainedForm.Content content = new RetainedForm.Content(revision, hold, sealed);
          files.replace(its.path(file), its.form.encode(its.key, content));
          return null;
        });
  }

  @Override
  public Optional<byte[]> get(UUID tenant, String hold) {
    return in(
        tenant,
        its ->
            Optional.ofNullable(its.read(its.form.name(hold))).map(RetainedForm.Content::sealed));
  }

  @Override
  public synchronized void remove(UUID tenant, String hold) {
    in(
        tenant,
        its -> {
          String path = its.path(its.form.name(hold));
          if (files.exists(path) || !files.isSettled(path)) {
            files.remove(path);
          }
          return null;
        });
  }

  @Override
  public Set<String> holds(UUID tenant) {
    return in(
        tenant,
        its -> {
          Set<String> holds = new HashSet<>();
          for (String file : files.list(its.directory)) {
            if (RetainedForm.isName(file)) {
              hold(its, file).ifPresent(holds::add);
            }
          }
          return holds;
        });
  }

  private static Optional<String> hold(Tenant its, String file) {
    try {
      return Optional.ofNullable(its.read(file)).map(RetainedForm.Content::hold);
    } catch (EncryptionException e) {
      if (!e.code().equals(EncryptionException.RECORD_DAMAGED)) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
