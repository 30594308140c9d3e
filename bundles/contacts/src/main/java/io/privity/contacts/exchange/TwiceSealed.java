// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;

/**
 * Seals what an import keeps of somebody under two keys, one within the other: the report's, which
 * goes after its time, and one that an erasure destroys.
 */
final class TwiceSealed {
  private final Keyring keyring;

  TwiceSealed(Keyring keyring) {
    this.keyring = keyring;
  }

  /**
   * @param own null for what is nobody's: then the report's key is the one
   */
  byte[] seal(Caller caller, RecordName report, RecordName own, byte[] plain) {
    byte[] inner = own == null ? plain : keyring.seal(caller, own, plain);
    return keyring.seal(caller, report, inner);
  }

  /** What was sealed; null when one of its keys is destroyed. */
  byte[] open(Caller caller, RecordName report, RecordName own, byte[] sealed) {
    try {
      byte[] inner = keyring.open(caller, report, sealed);
      return own == null ? inner : keyring.open(caller, own, inner);
    } catch (EncryptionException e) {
      if (e.code().equals(EncryptionException.SUBJECT_ERASED)) {
        return null;
      }
      throw e;
    }
  }
}
