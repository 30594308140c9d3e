// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.audit.Recording;
import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contacts.Query;
import io.privity.api.contacts.Contacts.Slice;
import io.privity.api.rest.Document;
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
import java.util.UUID;
import java.util.function.Consumer;

/** Answers from memory; nothing is handed over before its audit entry is durable. */
final class ContactReads {
  static final String CATEGORY = "contact";

  /** So often a long export asks whether the caller is still admitted. */
  private static final int ADMITTED = 256;

  private final Indexes indexes;
  private final AuditLog audit;

  ContactReads(Indexes indexes, AuditLog audit) {
    this.indexes = indexes;
    this.audit = audit;
  }

  Document read(Caller caller, String id) {
    Entry entry = intact(caller, "contacts.read", find(caller, id));
    Recording recording =
        audit.recordReadAsync(caller, AuditEvent.of("contacts.read", id, entry.leaf(), CATEGORY));
    return new Document(entry.json(), entry.version(), entry.leaf(), recording);
  }

  /** The contact, which may be damaged. */
  Entry find(Caller caller, String id) {
    ContactView contacts = indexes.of(caller);
    UUID parsed = ContactIds.parse(id);
    Entry entry = parsed == null ? null : contacts.find(parsed);
    if (entry == null) {
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
    ContactView.Found found = indexes.of(caller).list(Wanted.of(query), Place.of(after), limit);
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

  Map<String, List<String>> idsByEmails(Caller caller, Collection<String> addresses) {
    ContactView contacts = indexes.of(caller);
    Map<String, String> keys = new HashMap<>();
    addresses.forEach(address -> keys.put(address, Keys.email(address)));
    Map<String, List<UUID>> found = contacts.byEmails(Set.copyOf(keys.values()));
    Map<String, List<String>> ids = new HashMap<>();
    keys.forEach(
        (address, key) -> {
          List<UUID> here = found.get(key);
          if (here != null) {
            ids.put(address, here.stream().map(UUID::toString).toList());
          }
        });
    return ids;
  }

  void export(Caller caller, String operation, Consumer<byte[]> sink) {
    ContactView contacts = indexes.of(caller);
    long[] leaves = contacts.leaves();
    audit.recordRead(caller, AuditEvent.list(operation, leaves, CATEGORY));
    int[] count = {0};
    contacts.forEach(
        entry -> {
          // a contact that came since is not in the entry, so it is not in the export
          if (Arrays.binarySearch(leaves, entry.leaf()) < 0) {
            return;
          }
          if (++count[0] % ADMITTED == 0) {
            indexes.admit(caller);
          }
          sink.accept(entry.json());
        });
  }
}
