// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import io.privity.api.encryption.SealState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;

/** What the keyring has to say of its health: one check each, by name. */
final class KeyringHealth {
  private static final long LITTLE = 256L * 1024 * 1024;
  private static final long TOO_LITTLE = 16L * 1024 * 1024;

  private final Seal seal;
  private final Alarm alarm;
  private final List<Path> vaults;

  KeyringHealth(Seal seal, Alarm alarm, List<Path> vaults) {
    this.seal = seal;
    this.alarm = alarm;
    this.vaults = vaults;
  }

  Map<String, HealthCheck> checks() {
    Map<String, HealthCheck> checks = new LinkedHashMap<>();
    checks.put("seal", this::seal);
    checks.put("passphrase", this::passphrase);
    checks.put("integrity", this::integrity);
    checks.put("vault", this::vault);
    return checks;
  }

  private Result seal() {
    SealState.Status status = seal.status();
    return status.sealed()
        ? new Result(Result.Status.CRITICAL, "The server is sealed: " + status.reason())
        : new Result(Result.Status.OK, "The vault is open.");
  }

  private Result passphrase() {
    return seal.status().passphraseBesideData()
        ? new Result(
            Result.Status.WARN, "The passphrase lies beside the data: promise P3 is at risk.")
        : new Result(Result.Status.OK, "The passphrase is not beside the data.");
  }

  private Result integrity() {
    long count = alarm.count();
    return count > 0
        ? new Result(
            Result.Status.CRITICAL,
            count + " sealed records failed their integrity check since the start.")
        : new Result(Result.Status.OK, "Every record that was opened was whole.");
  }

  private Result vault() {
    if (seal.isUnsettled()) {
      return new Result(
          Result.Status.CRITICAL, "A change has not reached every copy of the vault.");
    }
    Result.Status worst = Result.Status.OK;
    for (Path vault : vaults) {
      worst = worse(worst, room(vault));
    }
    return new Result(
        worst,
        switch (worst) {
          case OK -> "The vault has room.";
          case WARN -> "The vault's disk is almost full.";
          default -> "The vault's disk is full or can't be reached.";
        });
  }

  private static Result.Status room(Path vault) {
    try {
      if (!Files.isDirectory(vault)) {
        return Result.Status.CRITICAL;
      }
      long left = Files.getFileStore(vault).getUsableSpace();
      return left < TOO_LITTLE
          ? Result.Status.CRITICAL
          : left < LITTLE ? Result.Status.WARN : Result.Status.OK;
    } catch (IOException e) {
      return Result.Status.CRITICAL;
    }
  }

  private static Result.Status worse(Result.Status one, Result.Status other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
