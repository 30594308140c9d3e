// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.replay;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;
import io.privity.rest.replay.AnswerStore.Key;
import io.privity.rest.replay.AnswerStore.Row;

/**
 * Seals the notes that are kept with keys: under a subject's key, or the operator's where there is
 * none.
 */
final class NoteSeal {
  private static final String KIND = "rest-answer";

  private final Keyring keyring;

  NoteSeal(Keyring keyring) {
    this.keyring = keyring;
  }

  /**
   * @param leaf null for the operator's key
   */
  byte[] seal(Caller caller, Key key, Long leaf, byte[] plain) {
    return leaf == null
        ? keyring.sealForOperator(purpose(key), plain)
        : keyring.seal(caller, new RecordName(leaf, KIND, key.hash(), 0), plain);
  }

  byte[] open(Caller caller, Key key, Row row) {
    return row.leaf() == null
        ? keyring.openForOperator(purpose(key), row.answer())
        : keyring.open(caller, new RecordName(row.leaf(), KIND, key.hash(), 0), row.answer());
  }

  private static String purpose(Key key) {
    return KIND + '\n' + key.tenant() + '\n' + key.principal() + '\n' + key.hash();
  }
}
