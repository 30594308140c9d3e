// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.audit.Recording;
import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contacts.Known;
import io.privity.api.contacts.Contacts.Query;
import io.privity.api.contacts.Contacts.Slice;
import io.privity.api.rest.Document;
import io.privity.api.rights.Processing;
import io.privity.api.rights.Processing.Permission;
import io.privity.contacts.index.ContactView;
import io.privity.contacts.index.Entry;
import io.privity.contacts.index.Indexes;
import io.privity.contacts.index.Keys;
import io.privity.contacts.index.Place;
import io.privity.contacts.index.Wanted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Answers from memory with what may be used now; nothing is handed over before its audit entry is
 * durable.
 */
final class ContactReads {
  static final String CATEGORY = "contact";

  /** So often a long export asks whether it may go on, and with whom. */
  private static final int ASKED = 256;

  private final OpenedContacts opened;
  private final Indexes indexes;
  private final Processing processing;
  private final AuditLog audit;

  ContactReads(OpenedContacts opened, Indexes indexes, Processing processing, AuditLog audit) {
    this.opened = opened;
    this.indexes = indexes;
    this.processing = processing;
    this.audit = audit;
  }

  Document read(Caller caller, String id) {
    Entry entry = intact(caller, "contacts.read", find(caller, id));
    Recording recording =
        audit.recordReadAsync(caller, AuditEvent.of("contacts.read", id, entry.leaf(), CATEGORY));
    return new Document(entry.json(), entry.version(), entry.leaf(), recording);
  }

  /** What the caller may use, as it stands now; for one request. */
  Permission permission(Caller caller) {
    return processing.permission(caller);
  }

  /** The contact, which may be damaged. */
  Entry find(Caller caller, String id) {
    return find(caller, id, permission(caller));
  }

  /** One that may not be used answers as one that is not there. */
  Entry find(Caller caller, String id, Permission permission) {
    Entry entry = opened.find(caller, id);
    if (entry == null || !permission.covers(entry.leaf(), entry.purposes())) {
      throw Refusals.noSuchContact();
    }
    return entry;
  }

  Entry intact(Caller caller, String operation, Entry entry) {
    if (entry.isDamaged()) {
      audit.recordRefusal(
          caller, AuditEvent.failed(operation, entry.id().toString(), Refusals.DAMAGED));
      throw Refusals.damaged();
    }
    return entry;
  }

  Slice list(Caller caller, Query query, String after, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit");
    }
    Wanted wanted = Wanted.of(query, permission(caller));
    ContactView.Found found = opened.of(caller).list(wanted, Place.of(after), limit);
    int size = found.entries().size();
    long[] leaves = new long[size];
    List<byte[]> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Entry entry = found.entries().get(i);
      leaves[i] = entry.leaf();
      items.add(entry.json());
    }
    Recording recording =
        audit.recordReadAsync(caller, AuditEvent.list("contacts.list", leaves, CATEGORY));
    return new Slice(items, found.next(), recording);
  }

  Map<String, Known> knownByEmails(Caller caller, Collection<String> addresses) {
    Permission permission = permission(caller);
    ContactView contacts = opened.of(caller);
    Map<String, String> keys = new HashMap<>();
    addresses.forEach(address -> keys.put(address, Keys.email(address)));
    Map<String, List<Entry>> found = contacts.byEmails(Set.copyOf(keys.values()));
    Map<String, Known> known = new HashMap<>();
    keys.forEach(
        (address, key) -> {
          List<Entry> here = found.get(key);
          if (here != null) {
            known.put(address, known(here, permission));
          }
        });
    return known;
  }

  private static Known known(List<Entry> entries, Permission permission) {
    List<String> ids =
        entries.stream()
            .filter(entry -> permission.covers(entry.leaf(), entry.purposes()))
            .map(entry -> entry.id().toString())
            .toList();
    return new Known(ids, ids.size() < entries.size());
  }

  void export(Caller caller, String operation, Consumer<byte[]> sink) {
    Permission[] permission = {permission(caller)};
    ContactView contacts = opened.of(caller);
    long[] leaves = contacts.leaves(permission[0]);
    audit.recordRead(caller, AuditEvent.list(operation, leaves, CATEGORY));
    int[] count = {0};
    contacts.forEach(
        entry -> {
          if (++count[0] % ASKED == 0) {
            indexes.admit(caller);
            permission[0] = permission(caller);
          }
          // a contact that came since is not in the entry, so it is not in the export
          if (!entry.isDamaged()
              && Arrays.binarySearch(leaves, entry.leaf()) >= 0
              && permission[0].covers(entry.leaf(), entry.purposes())) {
            sink.accept(entry.json());
          }
        });
  }
}
