// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import io.privity.api.caller.Caller;
import io.privity.api.rights.Processing.Permission;
import io.privity.contacts.store.ContactStore;
import io.privity.contacts.store.SealedContact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * The contacts of a tenant that is larger than the memory for indexes: every question goes through
 * its rows.
 */
final class StoreScan implements ContactView {
  private final Caller caller;
  private final ContactStore store;
  private final RowOpener opener;

  StoreScan(Caller caller, ContactStore store, RowOpener opener) {
    this.caller = caller;
    this.store = store;
    this.opener = opener;
  }

  @Override
  public Entry find(UUID id) {
    return store
        .find(caller.tenant(), id)
        .map(row -> opener.open(caller, row))
        .filter(opened -> !opened.erased())
        .map(RowOpener.Opened::entry)
        .orElse(null);
  }

  @Override
  public Found list(Wanted wanted, Place after, int limit) {
    FirstOf first = new FirstOf(wanted, after, limit);
    UUID from = after == null || wanted.byName() ? null : after.probe().id();
    forEachOpened(
        from,
        opened -> {
          if (first.takes(opened.entry()) && wanted.matches(opened.entry(), opened.fields())) {
            first.add(opened.entry());
          }
          return wanted.byName() || !first.isFull();
        });
    return first.found();
  }

  @Override
  public Map<String, List<Entry>> byEmails(Set<String> keys) {
    Map<String, List<Entry>> found = new HashMap<>();
    forEachOpened(
        null,
        opened -> {
          opened.fields().emails().stream()
              .filter(keys::contains)
              .distinct()
              .forEach(
                  key -> found.computeIfAbsent(key, k -> new ArrayList<>(1)).add(opened.entry()));
          return true;
        });
    return found;
  }

  @Override
  public Set<String> designating(Set<String> asked, Predicate<Entry> whom) {
    Set<String> found = new HashSet<>();
    if (asked.isEmpty()) {
      return found;
    }
    forEachOpened(
        null,
        opened -> {
          if (whom.test(opened.entry())) {
            Set<String> own = Designations.of(opened.entry().json());
            own.retainAll(asked);
            found.addAll(own);
          }
          return found.size() < asked.size();
        });
    return found;
  }

  @Override
  public long[] leaves(Permission permission) {
    LongStream.Builder leaves = LongStream.builder();
    forEachOpened(
        null,
        opened -> {
          Entry entry = opened.entry();
          if (permission.covers(entry.leaf(), entry.purposes())) {
            leaves.add(entry.leaf());
          }
          return true;
        });
    return leaves.build().sorted().toArray();
  }

  @Override
  public void forEach(Consumer<Entry> sink) {
    forEachRow(
        null,
        opened -> {
          sink.accept(opened.entry());
          return true;
        });
  }

  private void forEachOpened(UUID from, Predicate<RowOpener.Opened> sink) {
    forEachRow(from, opened -> opened.entry().isDamaged() || sink.test(opened));
  }

  /** Page by page, so that a slow receiver keeps no connection. */
  private void forEachRow(UUID from, Predicate<RowOpener.Opened> sink) {
    UUID after = from;
    List<SealedContact> page = store.page(caller.tenant(), after);
    while (!page.isEmpty()) {
      for (SealedContact row : page) {
        RowOpener.Opened opened = opener.open(caller, row);
        if (!opened.erased() && !sink.test(opened)) {
          return;
        }
        after = row.id();
      }
      page = store.page(caller.tenant(), after);
    }
  }
}
