// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.Keyring;
import io.privity.api.persistence.Transactions;
import io.privity.api.problem.ProblemException;
import io.privity.contacts.index.ContactView;
import io.privity.contacts.index.Entry;
import io.privity.contacts.index.IndexStatus;
import io.privity.contacts.index.Indexes;
import io.privity.contacts.store.ContactStore;
import io.privity.contacts.store.PendingShred;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contacts of all tenants, opened in memory: below the rules of what may be done with them, so
 * for {@link AddressBook} and for the rights work alone. Stays active, since its memory is dear.
 */
@Component(
    service = OpenedContacts.class,
    configurationPid = "io.privity.contacts",
    immediate = true)
@Designate(ocd = ContactsConfiguration.class)
public final class OpenedContacts {
  private static final Logger LOG = LoggerFactory.getLogger(OpenedContacts.class);
  private static final long MIB = 1024 * 1024;

  private final ContactStore store;
  private final AuditLog audit;
  private final Transactions transactions;
  private final Indexes indexes;

  @Activate
  public OpenedContacts(
      @Reference ContactStore store,
      @Reference Keyring keyring,
      @Reference AuditLog audit,
      @Reference Transactions transactions,
      ContactsConfiguration configuration) {
    this(store, keyring, audit, transactions, configuration.indexBudget() * MIB);
  }

  OpenedContacts(
      ContactStore store, Keyring keyring, AuditLog audit, Transactions transactions, long budget) {
    if (budget <= 0) {
      throw new IllegalArgumentException("indexBudget");
    }
    this.store = store;
    this.audit = audit;
    this.transactions = transactions;
    this.indexes = new Indexes(store, keyring, budget, this::removeErased);
  }

  @Deactivate
  public void close() {
    indexes.close();
  }

  /**
   * All contacts of the caller's tenant.
   *
   * @throws io.privity.api.contacts.ContactException {@code no-tenant}
   */
  public ContactView of(Caller caller) {
    return indexes.of(tenants(caller));
  }

  /** The contact, which may be damaged; null when there is none. */
  public Entry find(Caller caller, String id) {
    ContactView contacts = of(caller);
    UUID parsed = ContactIds.parse(id);
    return parsed == null ? null : contacts.find(parsed);
  }

  /** Removes an erased contact from memory and store. Opens nothing; safe to repeat. */
  public void erase(UUID tenant, String id, long leaf) {
    UUID parsed = ContactIds.parse(id);
    if (parsed == null) {
      return;
    }
    indexes.drop(tenant, parsed);
    transactions.call(
        () -> {
          store.deleteErased(tenant, parsed, leaf);
          store.shredded(List.of(new PendingShred(tenant, leaf)));
          return null;
        });
  }

  /** Takes a tenant out of memory. */
  public void forget(UUID tenant) {
    indexes.forget(tenant);
  }

  /** What is in memory. */
  public IndexStatus status() {
    return indexes.status();
  }

  Indexes indexes() {
    return indexes;
  }

  /** The operator has no contacts, and none of a tenant's. */
  static Caller tenants(Caller caller) {
    if (caller.isOperator()) {
      throw Refusals.noTenant();
    }
    return caller;
  }

  /** Removes rows whose leaf is punctured: what an erasure that was cut short has left. */
  private void removeErased(Caller caller, List<Entry> erased) {
    try {
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
    } catch (ProblemException e) {
      // they are in no answer; the next time the tenant is opened, it is tried again
      LOG.warn("rows of erased contacts are still to be removed: {}", e.code());
    }
  }
}
