// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;
import io.privity.contacts.store.SealedContact;
import java.util.UUID;

/** Opens what the store keeps of a contact. */
public final class RowOpener {
  private static final String KIND = "contact";

  private final Keyring keyring;

  public RowOpener(Keyring keyring) {
    this.keyring = keyring;
  }

  /** The name that a contact's document is sealed under. */
  public static RecordName name(long leaf, UUID id, long version) {
    return new RecordName(leaf, KIND, id.toString(), version);
  }

  /** A row of the store with what it opened to. */
  record Opened(Entry entry, SearchFields fields, boolean erased) {}

  Opened open(Caller caller, SealedContact row) {
    try {
      byte[] json = keyring.open(caller, name(row.leaf(), row.id(), row.version()), row.sealed());
      SearchFields fields = SearchFields.of(json);
      return new Opened(
          Entry.opened(row.id(), row.leaf(), row.version(), json, fields), fields, false);
    } catch (EncryptionException e) {
      Entry damaged = Entry.damaged(row.id(), row.leaf(), row.version());
      return switch (e.code()) {
        case EncryptionException.RECORD_DAMAGED -> new Opened(damaged, null, false);
        case EncryptionException.SUBJECT_ERASED -> new Opened(damaged, null, true);
        default -> throw e;
      };
    }
  }
}
