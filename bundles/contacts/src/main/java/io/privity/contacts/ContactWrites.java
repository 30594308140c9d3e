// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contact;
import io.privity.api.persistence.Transactions;
import io.privity.api.rest.Document;
import io.privity.contacts.index.Change;
import io.privity.contacts.index.Entry;
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
  private final Shredder shredder;

  ContactWrites(
      ContactStore store,
      AuditLog audit,
      Transactions transactions,
      Indexes indexes,
      ContactReads reads,
      Drafts drafts,
      Shredder shredder) {
    this.store = store;
    this.audit = audit;
    this.transactions = transactions;
    this.indexes = indexes;
    this.reads = reads;
    this.drafts = drafts;
    this.shredder = shredder;
  }

  Document create(Caller caller, Contact contact) {
    Draft draft = drafts.create(caller, contact);
    commit(
        caller,
        draft,
        "contacts.create",
        () -> store.insert(caller.tenant(), List.of(draft.sealed()), draft.time()));
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
    Contact contact = change.apply(before);
    if (contact != null) {
      contact = withName(contact, Names.changed(ContactJson.name(before), contact.name()));
    }
    return replace(caller, "contacts.change", entry, contact);
  }

  private Document replace(Caller caller, String operation, Entry entry, Contact contact) {
    long version = entry.version();
    Draft draft = drafts.replace(caller, contact, entry);
    commit(
        caller,
        draft,
        operation,
        () -> {
          if (!store.replace(caller.tenant(), draft.sealed(), version, draft.time())) {
            throw Refusals.stale();
          }
        });
    return draft.document();
  }

  void delete(Caller caller, String id, long version) {
    Entry entry = current(caller, id, version);
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

  /** Removes rows whose leaf is punctured: what an erasure that was cut short has left. */
  void removeErased(Caller caller, List<Entry> erased) {
    transactions.call(
        () -> {
          for (Entry entry : erased) {
            store.deleteErased(caller.tenant(), entry.id(), entry.leaf());
          }
          long[] leaves = erased.stream().mapToLong(Entry::leaf).toArray();
          audit.record(
              caller, AuditEvent.list("contacts.remove-erased", leaves, ContactReads.CATEGORY));
          return null;
        });
  }

  private static Contact withName(Contact contact, Contact.Name name) {
    return new Contact(
        contact.id(),
        name,
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
    Change change = draft.change();
    UUID tenant = caller.tenant();
    transactions.call(
        () -> {
          write.run();
          audit.record(
              caller,
              AuditEvent.of(
                  operation, change.id().toString(), draft.sealed().leaf(), ContactReads.CATEGORY));
          transactions.afterCommit(() -> indexes.committed(tenant, List.of(change)));
          return null;
        });
  }
}
