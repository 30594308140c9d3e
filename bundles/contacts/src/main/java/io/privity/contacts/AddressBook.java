// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import static io.privity.contacts.OpenedContacts.tenants;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.audit.Outcome;
import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.Contacts;
import io.privity.api.contacts.CustomField;
import io.privity.api.encryption.Keyring;
import io.privity.api.persistence.Transactions;
import io.privity.api.problem.ProblemException;
import io.privity.api.rest.Document;
import io.privity.api.rights.Deletions;
import io.privity.api.rights.Processing;
import io.privity.api.rights.Suppressions;
import io.privity.contacts.index.Entry;
import io.privity.contacts.index.Indexes;
import io.privity.contacts.store.ContactStore;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The contacts of all tenants, and what may be done with them. */
@Component(service = {Contacts.class, AddressBook.class})
public final class AddressBook implements Contacts {
  private final ContactStore store;
  private final AuditLog audit;
  private final Transactions transactions;
  private final Shredder shredder;
  private final Indexes indexes;
  private final CustomFields fields;
  private final Drafts drafts;
  private final ContactReads reads;
  private final Suppression suppression;
  private final Retention retention;
  private final ContactWrites writes;

  @Activate
  public AddressBook(
      @Reference ContactStore store,
      @Reference Keyring keyring,
      @Reference AuditLog audit,
      @Reference Transactions transactions,
      @Reference Shredder shredder,
      @Reference OpenedContacts opened,
      @Reference Processing processing,
      @Reference Suppressions suppressions,
      @Reference Deletions deletions) {
    this(
        store,
        keyring,
        audit,
        transactions,
        shredder,
        opened,
        processing,
        suppressions,
        deletions,
        Clock.systemUTC());
  }

  AddressBook(
      ContactStore store,
      Keyring keyring,
      AuditLog audit,
      Transactions transactions,
      Shredder shredder,
      OpenedContacts opened,
      Processing processing,
      Suppressions suppressions,
      Deletions deletions,
      Clock clock) {
    this.store = store;
    this.audit = audit;
    this.transactions = transactions;
    this.shredder = shredder;
    this.indexes = opened.indexes();
    this.fields = new CustomFields(store, keyring, audit, transactions);
    this.drafts = new Drafts(fields, keyring, processing, clock);
    this.reads = new ContactReads(opened, indexes, processing, audit);
    this.suppression = new Suppression(suppressions, audit);
    this.retention = new Retention(deletions);
    this.writes =
        new ContactWrites(
            store, audit, transactions, indexes, reads, drafts, suppression, retention, shredder);
  }

  @Override
  public Document create(Caller caller, Contact contact) {
    return create(caller, contact, false);
  }

  /**
   * @param evenSuppressed true when the tenant knowingly brings back a subject who was erased
   */
  public Document create(Caller caller, Contact contact, boolean evenSuppressed) {
    return writes.create(tenants(caller), contact, evenSuppressed);
  }

  @Override
  public Document read(Caller caller, String id) {
    return reads.read(tenants(caller), id);
  }

  @Override
  public Document replace(Caller caller, String id, long version, Contact contact) {
    return writes.replace(tenants(caller), id, version, contact);
  }

  /**
   * Replaces a contact by what is made of it as it is.
   *
   * @param change makes the new contact from the document
   */
  public Document change(Caller caller, String id, long version, Function<byte[], Contact> change) {
    return writes.change(tenants(caller), id, version, change);
  }

  /**
   * Replaces a contact by what the rights work puts right in it: whoever asked for it records it.
   *
   * @param current the contact as it was when it was put right
   */
  public void correct(Caller caller, Entry current, Contact contact) {
    writes.correct(tenants(caller), current, contact);
  }

  @Override
  public void delete(Caller caller, String id, long version) {
    writes.delete(tenants(caller), id, version);
  }

  @Override
  public Slice list(Caller caller, Query query, String after, int limit) {
    return reads.list(tenants(caller), query, after, limit);
  }

  @Override
  public List<Result> apply(
      Caller caller,
      String operation,
      List<? extends Change> changes,
      Consumer<List<Result>> alongside) {
    return batch(caller, changes).commit(operation, alongside);
  }

  /** What came of creating a contact: its id and version, or the problem. */
  public record Created(String id, long version, ProblemException problem) {}

  /** Creates contacts in one transaction; those that are refused leave the others standing. */
  public List<Created> createAll(Caller caller, String operation, List<Create> contacts) {
    ContactBatch batch = batch(caller, contacts);
    List<Result> results = batch.commit(operation, null);
    List<ProblemException> problems = batch.problems();
    return IntStream.range(0, results.size())
        .mapToObj(i -> new Created(results.get(i).id(), results.get(i).version(), problems.get(i)))
        .toList();
  }

  @Override
  public void export(Caller caller, String operation, Consumer<byte[]> sink) {
    reads.export(tenants(caller), operation, sink);
  }

  @Override
  public Map<String, Known> knownByEmails(Caller caller, Collection<String> addresses) {
    return reads.knownByEmails(tenants(caller), addresses);
  }

  @Override
  public List<CustomField> customFields(Caller caller) {
    List<CustomField> all = List.copyOf(fields(caller).values());
    audit.recordRead(
        caller,
        new AuditEvent(
            "contacts.custom-fields", Outcome.OK, List.of(), new long[0], List.of(), "", ""));
    return all;
  }

  @Override
  public CustomField defineCustomField(Caller caller, CustomField field) {
    return fields.define(tenants(caller), field);
  }

  /** The custom fields by name, without an audit entry: they are nobody's data. */
  public Map<String, CustomField> fields(Caller caller) {
    indexes.admit(tenants(caller));
    return fields.of(caller);
  }

  /** Forgets what is in memory of a tenant that is gone. */
  public void forget(UUID tenant) {
    fields.forget(tenant);
  }

  /** The id of the contact whose document this is. */
  public String idOf(Document contact) {
    return ContactJson.id(contact.json());
  }

  private ContactBatch batch(Caller caller, List<? extends Change> changes) {
    ContactBatch batch =
        new ContactBatch(
            tenants(caller),
            store,
            audit,
            transactions,
            indexes,
            reads,
            drafts,
            suppression,
            retention,
            shredder);
    changes.forEach(batch::add);
    return batch;
  }
}
