// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contact;
import io.privity.api.persistence.Transactions;
import io.privity.api.rest.Document;
import io.privity.contacts.Suppression.Newcomer;
import io.privity.contacts.index.Change;
import io.privity.contacts.index.DocumentName;
import io.privity.contacts.index.Entry;
import io.privity.contacts.index.Identifiers;
import io.privity.contacts.index.Indexes;
import io.privity.contacts.store.ContactStore;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Single changes: row and audit entry in one commit, and then the index. */
final class ContactWrites {
  private final ContactStore store;
  private final AuditLog audit;
  private final Transactions transactions;
  private final Indexes indexes;
  private final ContactReads reads;
  private final Drafts drafts;
  private final Suppression suppression;
  private final Retention retention;
  private final Shredder shredder;

  ContactWrites(
      ContactStore store,
      AuditLog audit,
      Transactions transactions,
      Indexes indexes,
      ContactReads reads,
      Drafts drafts,
      Suppression suppression,
      Retention retention,
      Shredder shredder) {
    this.store = store;
    this.audit = audit;
    this.transactions = transactions;
    this.indexes = indexes;
    this.reads = reads;
    this.drafts = drafts;
    this.suppression = suppression;
    this.retention = retention;
    this.shredder = shredder;
  }

  Document create(Caller caller, Contact contact, boolean evenSuppressed) {
    Draft draft = drafts.create(caller, contact);
    Newcomer newcomer =
        new Newcomer(draft.sealed().leaf(), Identifiers.of(draft.fields()), evenSuppressed);
    commit(
        caller,
        draft,
        "contacts.create",
        () -> {
          if (!suppression.refused(caller, List.of(newcomer)).isEmpty()) {
            throw Refusals.suppressed();
          }
          store.insert(caller.tenant(), List.of(draft.sealed()), draft.time());
        });
    return draft.document();
  }

  /** Replaces a contact, also one that is damaged. */
  Document replace(Caller caller, String id, long version, Contact contact) {
    return replace(caller, "contacts.replace", current(caller, id, version), contact);
  }

  /**
   * @param change makes the new contact from the document as it is
   */
  Document change(Caller caller, String id, long version, Function<byte[], Contact> change) {
    Entry entry = current(caller, id, version);
    byte[] before = reads.intact(caller, "contacts.change", entry).json();
    return replace(caller, "contacts.change", entry, named(before, change.apply(before)));
  }

  /** Replaces a contact without an audit entry: whoever asked for it records it. */
  void correct(Caller caller, Entry entry, Contact contact) {
    Draft draft = drafts.replace(caller, named(entry.json(), contact), entry);
    transactions.call(
        () -> {
          keep(caller, draft, () -> replace(caller, draft));
          return null;
        });
  }

  private Document replace(Caller caller, String operation, Entry entry, Contact contact) {
    Draft draft = drafts.replace(caller, contact, entry);
    commit(caller, draft, operation, () -> replace(caller, draft));
    return draft.document();
  }

  private void replace(Caller caller, Draft draft) {
    if (!store.replace(caller.tenant(), draft.sealed(), draft.base(), draft.time())) {
      throw Refusals.stale();
    }
  }

  void delete(Caller caller, String id, long version) {
    Entry entry = current(caller, id, version);
    retention.require(caller, entry);
    UUID tenant = caller.tenant();
    shredder.deleting(
        caller,
        () -> new long[] {entry.leaf()},
        () -> {
          if (!store.delete(tenant, entry.id(), version, entry.leaf())) {
            throw Refusals.stale();
          }
          audit.record(
              caller, AuditEvent.of("contacts.delete", id, entry.leaf(), ContactReads.CATEGORY));
          transactions.afterCommit(() -> indexes.drop(tenant, entry.id()));
          return null;
        });
  }

  /** The contact with its name shown anew where its parts were changed. */
  private static Contact named(byte[] before, Contact contact) {
    if (contact == null) {
      return null;
    }
    return new Contact(
        contact.id(),
        Names.changed(DocumentName.of(before), contact.name()),
        contact.organization(),
        contact.title(),
        contact.emails(),
        contact.phones(),
        contact.addresses(),
        contact.birthday(),
        contact.urls(),
        contact.notes(),
        contact.tags(),
        contact.source(),
        contact.custom(),
        contact.purposes(),
        contact.createdAt(),
        contact.updatedAt());
  }

  private Entry current(Caller caller, String id, long version) {
    Entry entry = reads.find(caller, id);
    if (entry.version() != version) {
      throw Refusals.stale();
    }
    return entry;
  }

  private void commit(Caller caller, Draft draft, String operation, Runnable write) {
    String id = draft.sealed().id().toString();
    transactions.call(
        () -> {
          keep(caller, draft, write);
          audit.record(
              caller, AuditEvent.of(operation, id, draft.sealed().leaf(), ContactReads.CATEGORY));
          return null;
        });
  }

  /** Row and then index, in the open transaction. */
  private void keep(Caller caller, Draft draft, Runnable write) {
    Change change = draft.change();
    write.run();
    transactions.afterCommit(() -> indexes.committed(caller.tenant(), List.of(change)));
  }
}
