// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.privacy;

import io.privity.api.caller.Caller;
import io.privity.api.contacts.ContactException;
import io.privity.api.privacy.Correction;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Declaration;
import io.privity.api.privacy.Due;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.privacy.Portable;
import io.privity.api.privacy.Subject;
import io.privity.api.problem.Kind;
import io.privity.contacts.AddressBook;
import io.privity.contacts.OpenedContacts;
import io.privity.contacts.exchange.BeforeImages;
import io.privity.contacts.exchange.RejectedRows;
import io.privity.contacts.index.Entry;
import io.privity.contacts.index.Identifiers;
import io.privity.contacts.index.SearchFields;
import io.privity.contacts.store.TenantRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Contacts, and what imports keep of them. */
@Component(service = PersonalDataHolder.class)
public final class ContactsHolder implements PersonalDataHolder {
  private static final Comparator<Due> OLDEST_FIRST =
      Comparator.comparing(Due::at).thenComparing(due -> due.subject().id());

  private final OpenedContacts opened;
  private final AddressBook contacts;
  private final BeforeImages before;
  private final RejectedRows rejected;
  private final TenantExport export;
  private final TenantRows rows;

  @Activate
  public ContactsHolder(
      @Reference OpenedContacts opened,
      @Reference AddressBook contacts,
      @Reference BeforeImages before,
      @Reference RejectedRows rejected,
      @Reference TenantExport export,
      @Reference TenantRows rows) {
    this.opened = opened;
    this.contacts = contacts;
    this.before = before;
    this.rejected = rejected;
    this.export = export;
    this.rows = rows;
  }

  @Override
  public Declaration describe() {
    return ContactsDeclaration.declaration();
  }

  @Override
  public List<Datum> export(Caller caller, Subject subject) {
    Entry entry = find(caller, subject);
    if (entry == null) {
      return List.of();
    }
    List<Datum> data = new ArrayList<>(ContactData.of(subject, entry, contacts.fields(caller)));
    before.of(caller, subject.id()).forEach(each -> data.add(ImportData.of(subject, each)));
    if (!entry.isDamaged()) {
      rejected
          .mentioning(caller, Identifiers.of(SearchFields.of(entry.json())))
          .forEach(each -> data.add(ImportData.of(subject, each)));
    }
    return data;
  }

  private Entry find(Caller caller, Subject subject) {
    Entry entry = opened.find(caller, subject.id());
    return entry != null && entry.leaf() == subject.leaf() ? entry : null;
  }

  @Override
  public List<Portable> portable(Caller caller, Subject subject, List<Datum> data) {
    return ContactCard.of(subject.id(), data);
  }

  @Override
  public void eraseMentions(Caller caller, Subject subject, Set<String> identifiers) {
    rejected.erase(caller, identifiers);
  }

  @Override
  public void erase(Caller caller, Subject subject) {
    opened.erase(subject.tenant(), subject.id(), subject.leaf());
    before.erase(subject.tenant(), subject.id());
  }

  @Override
  public List<String> rectify(Caller caller, Subject subject, List<Correction> corrections) {
    Entry entry = find(caller, subject);
    if (entry == null) {
      return List.of();
    }
    if (entry.isDamaged()) {
      throw new ContactException(
          Kind.DAMAGED, "record-damaged", "The record can't be read, so not be corrected either.");
    }
    Corrected corrected = new Corrected(subject.id(), entry.json());
    corrections.forEach(corrected::take);
    if (corrected.isChanged()) {
      contacts.correct(caller, entry, corrected.contact());
    }
    return corrected.ids();
  }

  @Override
  public List<Due> due(Caller caller, String event, Instant before, int limit) {
    PriorityQueue<Due> oldest = new PriorityQueue<>(OLDEST_FIRST.reversed());
    opened
        .of(caller)
        .forEach(
            entry -> {
              Instant at = entry.isDamaged() ? null : ContactEvents.of(entry, event);
              if (at != null && at.isBefore(before)) {
                oldest.add(new Due(ContactSubjects.subject(caller, entry), at));
                if (oldest.size() > limit) {
                  oldest.remove();
                }
              }
            });
    return oldest.stream().sorted(OLDEST_FIRST).toList();
  }

  @Override
  public void exportTenant(Caller caller, Consumer<byte[]> sink) {
    export.run(caller, sink);
  }

  @Override
  public void eraseTenant(UUID tenant) {
    opened.forget(tenant);
    contacts.forget(tenant);
    rows.delete(tenant);
  }
}
