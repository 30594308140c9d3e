// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;
import io.privity.rights.SealedJson;
import io.privity.rights.store.RequestRow;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Puts a request's texts into its row, under the subject's leaf; once that is punctured, none. */
@Component(service = SealedTexts.class)
public final class SealedTexts {
  private static final String KIND = "rights-request";
  private static final int MOST_BYTES = 32_000;
  private static final byte[] NOTHING = {};

  private final Keyring keyring;

  @Activate
  public SealedTexts(@Reference Keyring keyring) {
    this.keyring = keyring;
  }

  /** {@link Texts#NONE} when they went with the subject. */
  Texts open(Caller caller, RequestRow row) {
    if (row.isErased()) {
      return Texts.NONE;
    }
    try {
      return SealedJson.read(keyring.open(caller, name(row), row.sealed), Texts.class);
    } catch (EncryptionException e) {
      if (e.code().equals(EncryptionException.SUBJECT_ERASED)) {
        return Texts.NONE;
      }
      throw e;
    }
  }

  /** Seals under the row's leaf and version. */
  void seal(Caller caller, RequestRow row, Texts texts) {
    byte[] bytes = SealedJson.write(texts);
    if (bytes.length > MOST_BYTES) {
      throw RequestRefusals.tooLarge(MOST_BYTES);
    }
    try {
      row.sealed = keyring.seal(caller, name(row), bytes);
    } catch (EncryptionException e) {
      if (!e.code().equals(EncryptionException.SUBJECT_ERASED)) {
        throw e;
      }
      row.sealed = NOTHING;
    }
  }

  private static RecordName name(RequestRow row) {
    return new RecordName(row.leaf, KIND, row.id, row.version);
  }
}
