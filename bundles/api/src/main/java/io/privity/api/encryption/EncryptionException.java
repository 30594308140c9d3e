// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.encryption;

import io.privity.api.problem.Kind;
import io.privity.api.problem.ProblemException;
import java.util.Map;

/** What the keyring refuses or can't do. */
public final class EncryptionException extends ProblemException {
  private static final long serialVersionUID = 1L;

  public static final String SEALED = "sealed";
  public static final String WRONG_PASSPHRASE = "wrong-passphrase";
  public static final String VAULT_UNAVAILABLE = "vault-unavailable";
  public static final String RECORD_DAMAGED = "record-damaged";
  public static final String SUBJECT_ERASED = "subject-erased";
  public static final String TENANT_DESTROYED = "tenant-destroyed";
  public static final String REFUSED = "keyring-refused";

  public EncryptionException(Kind kind, String code, String message) {
    super(kind, code, message, Map.of());
  }

  public EncryptionException(Kind kind, String code, String message, Throwable cause) {
    this(kind, code, message);
    initCause(cause);
  }
}
