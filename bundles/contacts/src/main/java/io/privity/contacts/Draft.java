// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.rest.Document;
import io.privity.contacts.index.Change;
import io.privity.contacts.index.Entry;
import io.privity.contacts.index.SearchFields;
import io.privity.contacts.store.SealedContact;

/**
 * A version of a contact that is about to be kept.
 *
 * @param json the document
 * @param fields what it is found by
 * @param sealed the document as the store gets it, with its version
 * @param base the version that it replaces; 0 for a new contact
 * @param time milliseconds
 */
record Draft(byte[] json, SearchFields fields, SealedContact sealed, long base, long time) {

  boolean isNew() {
    return base == 0;
  }

  Document document() {
    return new Document(json, sealed.version(), sealed.leaf());
  }

  /** What the index is told once this is committed. */
  Change change() {
    Entry entry = Entry.opened(sealed.id(), sealed.leaf(), sealed.version(), json, fields);
    return new Change(sealed.id(), entry, fields, isNew());
  }
}
