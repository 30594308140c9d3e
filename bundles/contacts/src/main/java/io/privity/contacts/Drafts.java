// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.CustomField;
import io.privity.api.encryption.Keyring;
import io.privity.api.rights.Processing;
import io.privity.contacts.index.Entry;
import io.privity.contacts.index.RowOpener;
import io.privity.contacts.index.SearchFields;
import io.privity.contacts.store.SealedContact;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Checks contacts, writes their documents, and seals them. */
final class Drafts {
  private final CustomFields fields;
  private final Keyring keyring;
  private final Processing processing;
  private final Clock clock;
  private final ContactIds ids = new ContactIds();

  Drafts(CustomFields fields, Keyring keyring, Processing processing, Clock clock) {
    this.fields = fields;
    this.keyring = keyring;
    this.processing = processing;
    this.clock = clock;
  }

  /** A new contact, under a leaf of its own. */
  Draft create(Caller caller, Contact given) {
    Contact contact = check(caller, given, List.of());
    long now = clock.millis();
    UUID id = ids.next(now);
    byte[] json = ContactJson.write(contact, id, now);
    return seal(caller, id, keyring.newSubject(caller), 0, json, now);
  }

  Draft replace(Caller caller, Contact given, Entry current) {
    Contact contact = check(caller, given, current.purposes());
    long now = clock.millis();
    byte[] json = ContactJson.write(contact, current.id(), now);
    return seal(caller, current.id(), current.leaf(), current.version(), json, now);
  }

  /** The same draft upon another version. */
  Draft upon(Caller caller, Draft draft, long base) {
    SealedContact old = draft.sealed();
    return seal(caller, old.id(), old.leaf(), base, draft.json(), draft.time());
  }

  /**
   * @param kept purposes that the contact has already: they may stay when the tenant ends one
   */
  private Contact check(Caller caller, Contact given, List<String> kept) {
    boolean custom = given != null && given.custom() != null && !given.custom().isEmpty();
    Map<String, CustomField> defined = custom ? fields.of(caller) : Map.of();
    Contact contact = ContactRules.check(given, defined);
    for (String purpose : contact.purposes()) {
      boolean known = purpose.equals(Caller.UNASSIGNED) || kept.contains(purpose);
      if (!known && !processing.isDefined(caller, purpose)) {
        throw Refusals.invalid("purposes", "The tenant has no purpose of that name.");
      }
    }
    return contact;
  }

  private Draft seal(Caller caller, UUID id, long leaf, long base, byte[] json, long now) {
    long version = base + 1;
    byte[] sealed = keyring.seal(caller, RowOpener.name(leaf, id, version), json);
    return new Draft(
        json, SearchFields.of(json), new SealedContact(id, leaf, version, sealed), base, now);
  }
}
