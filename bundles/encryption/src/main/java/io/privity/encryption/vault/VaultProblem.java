// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import io.privity.api.encryption.EncryptionException;
import io.privity.api.problem.Kind;

/** The refusals of the vault, in words that say nothing of its inside. */
public final class VaultProblem {
  private VaultProblem() {}

  public static EncryptionException sealed() {
    return new EncryptionException(
        Kind.UNAVAILABLE, EncryptionException.SEALED, "The server is sealed.");
  }

  public static EncryptionException wrongPassphrase() {
    return new EncryptionException(
        Kind.FORBIDDEN,
        EncryptionException.WRONG_PASSPHRASE,
        "The passphrase is not the one of this vault. Nothing was changed.");
  }

  public static EncryptionException unavailable(Throwable cause) {
    return new EncryptionException(
        Kind.UNAVAILABLE,
        EncryptionException.VAULT_UNAVAILABLE,
        "The vault can't do this now. Nothing may be taken as done.",
        cause);
  }

  /**
   * @param why a sentence for the operator
   */
  public static EncryptionException unusable(String why) {
    return new EncryptionException(
        Kind.UNAVAILABLE, EncryptionException.VAULT_UNAVAILABLE, "The vault can't be used: " + why);
  }

  public static EncryptionException erased() {
    return new EncryptionException(
        Kind.GONE, EncryptionException.SUBJECT_ERASED, "The subject was erased.");
  }

  public static EncryptionException destroyed() {
    return new EncryptionException(
        Kind.GONE, EncryptionException.TENANT_DESTROYED, "The tenant was destroyed.");
  }

  public static EncryptionException refused(String why) {
    return new EncryptionException(Kind.FORBIDDEN, EncryptionException.REFUSED, why);
  }

  public static EncryptionException damaged() {
    return new EncryptionException(
        Kind.DAMAGED,
        EncryptionException.RECORD_DAMAGED,
        "The record failed its integrity check and was not opened.");
  }
}
