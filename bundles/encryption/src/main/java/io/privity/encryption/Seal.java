// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.SealState;
import io.privity.encryption.cipher.Argon2id;
import io.privity.encryption.cipher.Utf8;
import io.privity.encryption.vault.Disk;
import io.privity.encryption.vault.Vault;
import io.privity.encryption.vault.VaultProblem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The seal on the vault: broken at the start by the passphrase file, or later by an operator. While
 * it holds, nothing that is there is touched.
 */
final class Seal implements SealState, Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Seal.class);
  private static final int SHORTEST_PASSPHRASE = 12;

  private record Condition(String reason, Instant since, Vault vault) {}

  private final Places places;
  private final Disk disk;
  private final Argon2id cost;
  private final Consumer<Vault> opened;
  private volatile Condition condition = new Condition("starting", Instant.now(), null);

  /**
   * @param cost of the root key of a new vault
   * @param opened is told of the open vault, once
   */
  Seal(Places places, Disk disk, Argon2id cost, Consumer<Vault> opened) {
    this.places = places;
    this.disk = disk;
    this.cost = cost;
    this.opened = opened;
  }

  @Override
  public Status status() {
    Condition now = condition;
    boolean beside = isPassphraseBesideData();
    return now.vault == null
        ? new Status(true, now.reason, beside, 0, 0, now.since)
        : new Status(
            false, "", beside, now.vault.tenants().get(), now.vault.generation(), now.since);
  }

  private boolean isPassphraseBesideData() {
    try {
      return places.passphrase().toRealPath().startsWith(places.data().toRealPath());
    } catch (IOException e) {
      return false; // there is none
    }
  }

  /** True while some change has not reached every copy of the vault. */
  boolean isUnsettled() {
    Vault vault = condition.vault;
    return vault != null && !vault.isSettled();
  }

  /** Breaks the seal with the passphrase file, or makes the vault when this is the first start. */
  synchronized void start() {
    try {
      boolean first = !Vault.exists(disk, places.vault());
      String objection = first ? objectionToNewVault() : null;
      if (objection != null) {
        stay(objection);
        return;
      }
      if (first && places.ownPassphrase() && !Files.exists(places.passphrase())) {
        makePassphrase();
      }
      byte[] passphrase = SecretFile.read(places.passphrase());
      try {
        if (first && passphrase.length < SHORTEST_PASSPHRASE) {
          stay("the passphrase is shorter than " + SHORTEST_PASSPHRASE + " characters");
          return;
        }
        open(passphrase, first);
      } finally {
        Arrays.fill(passphrase, (byte) 0);
      }
    } catch (SecretFile.UnusableException e) {
      LOG.error("The passphrase file {} can't be used: {}", places.passphrase(), e.getMessage());
      stay("the passphrase file can't be used: " + e.getMessage());
    } catch (EncryptionException e) {
      stay(e.getMessage());
    } catch (IOException e) {
      LOG.error("The vault can't be read or written", e);
      stay("the vault can't be read or written");
    }
  }

  /** Why no new vault may be made, or null. */
  private String objectionToNewVault() throws IOException {
    if (!disk.list(places.store()).isEmpty()) {
      return "the vault is missing, but there is a store that only it can open";
    }
    for (Path copy : places.copies()) {
      if (Vault.exists(disk, copy)) {
        return "the vault is missing, but there is a copy of it: put it back from there";
      }
    }
    return null;
  }

  private void makePassphrase() throws IOException {
    SecretFile.create(disk, places.passphrase());
    LOG.warn(
        "No passphrase file was named, so one was made: {}. Whoever reads it can read everything;"
            + " keep it apart from the data (PRIVITY_PASSPHRASE_FILE). Promise P3 is at risk until"
            + " then",
        places.passphrase());
  }

  @Override
  public synchronized void unseal(char[] passphrase) {
    byte[] bytes = Utf8.bytes(passphrase);
    Arrays.fill(passphrase, '\0');
    try {
      if (condition.vault == null) {
        open(bytes, false);
      }
    } catch (EncryptionException e) {
      stay(e.getMessage());
      throw e;
    } catch (IOException e) {
      LOG.error("The vault can't be read or written", e);
      stay("the vault can't be read or written");
      throw VaultProblem.unavailable(e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private void open(byte[] passphrase, boolean first) throws IOException {
    Vault vault =
        first
            ? Vault.create(disk, places.vaults(), passphrase, cost)
            : Vault.open(disk, places.vaults(), passphrase);
    condition = new Condition("", Instant.now(), vault);
    LOG.info(
        "The vault is open: generation {}, {} tenants", vault.generation(), vault.tenants().get());
    if (isPassphraseBesideData()) {
      LOG.warn("The passphrase lies beside the data: promise P3 is at risk");
    }
    opened.accept(vault);
  }

  private void stay(String reason) {
    Condition now = condition;
    condition = new Condition(reason, now.since, null);
    LOG.error("The server stays sealed: {}", reason);
  }

  @Override
  public synchronized void close() throws IOException {
    Vault vault = condition.vault;
    condition = new Condition("stopped", Instant.now(), null);
    if (vault != null) {
      vault.close();
    }
  }
}
