// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.CustomField;
import io.privity.api.encryption.Keyring;
import io.privity.contacts.index.Entry;
import io.privity.contacts.index.RowOpener;
import io.privity.contacts.store.SealedContact;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** Checks contacts, writes their documents, and seals them. */
final class Drafts {
  private final CustomFields fields;
  private final Keyring keyring;
  private final Clock clock;
  private final ContactIds ids = new ContactIds();

  Drafts(CustomFields fields, Keyring keyring, Clock clock) {
    this.fields = fields;
    this.keyring = keyring;
    this.clock = clock;
  }

  /** A new contact, under a leaf of its own. */
  Draft create(Caller caller, Contact given) {
    Contact contact = check(caller, given);
    long now = clock.millis();
    UUID id = ids.next(now);
    byte[] json = ContactJson.write(contact, id, now);
    return seal(caller, id, keyring.newSubject(caller), 0, json, now);
  }

  Draft replace(Caller caller, Contact given, Entry current) {
    Contact contact = check(caller, given);
    long now = clock.millis();
    byte[] json = ContactJson.write(contact, current.id(), now);
    return seal(caller, current.id(), current.leaf(), current.version(), json, now);
  }

  /** The same draft upon another version. */
  Draft upon(Caller caller, Draft draft, long base) {
    SealedContact old = draft.sealed();
    return seal(caller, old.id(), old.leaf(), base, draft.json(), draft.time());
  }

  private Contact check(Caller caller, Contact given) {
    boolean custom = given != null && given.custom() != null && !given.custom().isEmpty();
    Map<String, CustomField> defined = custom ? fields.of(caller) : Map.of();
    return ContactRules.check(given, defined);
  }

  private Draft seal(Caller caller, UUID id, long leaf, long base, byte[] json, long now) {
    long version = base + 1;
    byte[] sealed = keyring.seal(caller, RowOpener.name(leaf, id, version), json);
    return new Draft(json, new SealedContact(id, leaf, version, sealed), base, now);
  }
}
