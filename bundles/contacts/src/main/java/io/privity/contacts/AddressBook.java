// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

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
import io.privity.contacts.index.Entry;
import io.privity.contacts.index.IndexStatus;
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
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The contacts of all tenants. Stays active, since its memory is dear. */
@Component(
    service = {Contacts.class, AddressBook.class},
    configurationPid = "io.privity.contacts",
    immediate = true)
@Designate(ocd = ContactsConfiguration.class)
public final class AddressBook implements Contacts {
  private static final Logger LOG = LoggerFactory.getLogger(AddressBook.class);
  private static final long MIB = 1024 * 1024;

  private final ContactStore store;
  private final AuditLog audit;
  private final Transactions transactions;
  private final Shredder shredder;
  private final Indexes indexes;
  private final CustomFields fields;
  private final Drafts drafts;
  private final ContactReads reads;
  private final ContactWrites writes;

  @Activate
  public AddressBook(
      @Reference ContactStore store,
      @Reference Keyring keyring,
      @Reference AuditLog audit,
      @Reference Transactions transactions,
      @Reference Shredder shredder,
      ContactsConfiguration configuration) {
    this(
        store,
        keyring,
        audit,
        transactions,
        shredder,
        configuration.indexBudget() * MIB,
        Clock.systemUTC());
  }

  AddressBook(
      ContactStore store,
      Keyring keyring,
      AuditLog audit,
      Transactions transactions,
      Shredder shredder,
      long budget,
      Clock clock) {
    if (budget <= 0) {
      throw new IllegalArgumentException("indexBudget");
    }
    this.store = store;
    this.audit = audit;
    this.transactions = transactions;
    this.shredder = shredder;
    this.indexes =
        new Indexes(store, keyring, budget, (caller, erased) -> removeErased(caller, erased));
    this.fields = new CustomFields(store, keyring, audit, transactions);
    this.drafts = new Drafts(fields, keyring, clock);
    this.reads = new ContactReads(indexes, audit);
    this.writes = new ContactWrites(store, audit, transactions, indexes, reads, drafts, shredder);
  }

  @Deactivate
  public void close() {
    indexes.close();
  }

  @Override
  public Document create(Caller caller, Contact contact) {
    return writes.create(tenants(caller), contact);
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
  public List<Created> createAll(Caller caller, String operation, List<Contact> contacts) {
    ContactBatch batch = batch(caller, contacts.stream().map(Create::new).toList());
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
  public Map<String, List<String>> idsByEmails(Caller caller, Collection<String> addresses) {
    return reads.idsByEmails(tenants(caller), addresses);
  }

  @Override
  public List<CustomField> customFields(Caller caller) {
    indexes.admit(tenants(caller));
    List<CustomField> all = List.copyOf(fields.of(caller).values());
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

  /** Takes a contact out of memory, when it was erased by other means than {@link #delete}. */
  public void forget(UUID tenant, UUID contact) {
    indexes.drop(tenant, contact);
  }

  /** The id of the contact whose document this is. */
  public String idOf(Document contact) {
    return ContactJson.id(contact.json());
  }

  /** What is in memory. */
  public IndexStatus status() {
    return indexes.status();
  }

  private ContactBatch batch(Caller caller, List<? extends Change> changes) {
    ContactBatch batch =
        new ContactBatch(
            tenants(caller), store, audit, transactions, indexes, reads, drafts, shredder);
    changes.forEach(batch::add);
    return batch;
  }

  private void removeErased(Caller caller, List<Entry> erased) {
    try {
      writes.removeErased(caller, erased);
    } catch (ProblemException e) {
      // they are in no answer; the next time the tenant is opened, it is tried again
      LOG.warn("rows of erased contacts are still to be removed: {}", e.code());
    }
  }

  /** The operator has no contacts, and none of a tenant's. */
  private static Caller tenants(Caller caller) {
    if (caller.isOperator()) {
      throw Refusals.noTenant();
    }
    return caller;
  }
}
