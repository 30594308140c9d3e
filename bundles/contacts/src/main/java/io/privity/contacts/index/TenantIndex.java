// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import io.privity.api.rights.Processing.Permission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * All contacts of a tenant, opened, in memory. Readers share a lock that a committed change holds
 * for some microseconds.
 */
final class TenantIndex implements ContactView {
  private static final int SNAPSHOT = 1000;

  /** So many entries are looked at in the order of the list before the candidates are. */
  private static final int STEPS = 300;

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  /** So many contacts with a name that holds another's are looked at for the other. */
  private static final int NAMESAKES = 50;

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final SortedChunks byId = new SortedChunks(Entry.BY_ID);
  private final SortedChunks byName = new SortedChunks(Entry.BY_NAME);
  private final Ranks idRanks = new Ranks(byId);
  private final Ranks nameRanks = new Ranks(byName);
  private final SearchTables tables = new SearchTables();
  private volatile int damaged;

  /** Memory used, estimated. */
  long bytes() {
    return tables.bytes();
  }

  int damaged() {
    return damaged;
  }

  int size() {
    lock.readLock().lock();
    try {
      return byId.size();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Takes in one contact of an index that no one else has yet; {@link #loaded} ends it. */
  void load(Entry entry, SearchFields fields) {
    if (entry.isDamaged()) {
      damaged++;
    } else {
      add(entry, fields);
    }
  }

  /** Puts all that was loaded in order. */
  void loaded(List<Entry> entries) {
    byId.load(entries);
    byName.load(entries.stream().filter(entry -> !entry.isDamaged()).toList());
    idRanks.count(tables.slots());
    nameRanks.count(tables.slots());
  }

  /** Takes in a committed change; one that is older than what is here does nothing. */
  void apply(Change change) {
    lock.writeLock().lock();
    try {
      Entry old = byId.find(Entry.probe(change.id(), null));
      if (change.deleted()) {
        if (old != null) {
          remove(old);
        }
      } else if (old == null ? change.created() : old.version() < change.entry().version()) {
        if (old != null) {
          remove(old);
        }
        byId.add(change.entry());
        byName.add(change.entry());
        add(change.entry(), change.fields());
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public Entry find(UUID id) {
    lock.readLock().lock();
    try {
      return byId.find(Entry.probe(id, null));
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public Found list(Wanted wanted, Place after, int limit) {
    if (wanted.text() != null || wanted.tag() != null) {
      refreshRanks(wanted);
    }
    lock.readLock().lock();
    try {
      Postings tagged = null;
      if (wanted.tag() != null) {
        tagged = tables.tagged(wanted.tag());
        if (tagged == null) {
          return new Found(List.of(), null);
        }
      }
      if (wanted.email() != null || wanted.phone() != null) {
        return byKey(wanted, after, limit);
      }
      SearchPlan plan = SearchPlan.of(wanted, tables.trigrams(), tagged);
      Found found = null;
      if (plan == null) {
        found = inOrder(wanted, null, after, limit, Integer.MAX_VALUE);
      } else if (plan.size() * 2 > byName.size()) {
        // what is that frequent mostly fills a page at once
        found = inOrder(wanted, tagged, after, limit, STEPS);
      }
      return found != null
          ? found
          : plan.run(wanted, tables, wanted.byName() ? nameRanks : idRanks, after, limit);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public Map<String, List<Entry>> byEmails(Set<String> keys) {
    Map<String, List<Entry>> found = new HashMap<>();
    lock.readLock().lock();
    try {
      for (String key : keys) {
        tables.forEmail(
            key,
            entry -> {
              if (SearchFields.of(entry.json()).emails().contains(key)) {
                found.computeIfAbsent(key, k -> new ArrayList<>(1)).add(entry);
              }
            });
      }
    } finally {
      lock.readLock().unlock();
    }
    return found;
  }

  @Override
  public Set<String> designating(Set<String> asked, Predicate<Entry> whom) {
    Set<String> found = new HashSet<>();
    for (String each : asked) {
      Predicate<Entry> is =
          entry -> whom.test(entry) && Designations.of(entry.json()).contains(each);
      Wanted wanted = Designations.wanted(each);
      if (wanted.text() != null && isNamed(wanted.text(), is)
          || !Designations.isWord(each)
              && list(wanted, null, NAMESAKES).entries().stream().anyMatch(is)) {
        found.add(each);
      }
    }
    return found;
  }

  /** Whether the test holds for a contact whose full name this is, folded. */
  private boolean isNamed(byte[] name, Predicate<Entry> is) {
    boolean[] found = {false};
    lock.readLock().lock();
    try {
      byName.forEachAfter(
          Entry.probe(BEFORE_ALL, name),
          entry -> {
            found[0] = entry.isNamed(name) && is.test(entry);
            return !found[0] && entry.isNamed(name);
          });
    } finally {
      lock.readLock().unlock();
    }
    return found[0];
  }

  @Override
  public long[] leaves(Permission permission) {
    lock.readLock().lock();
    try {
      LongStream.Builder leaves = LongStream.builder();
      byName.forEachAfter(
          null,
          entry -> {
            if (permission.covers(entry.leaf(), entry.purposes())) {
              leaves.add(entry.leaf());
            }
            return true;
          });
      return leaves.build().sorted().toArray();
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public void forEach(Consumer<Entry> sink) {
    Entry after = null;
    List<Entry> page;
    do {
      page = pageById(after);
      for (Entry entry : page) {
        sink.accept(entry);
        after = entry;
      }
    } while (page.size() == SNAPSHOT);
  }

  private List<Entry> pageById(Entry after) {
    List<Entry> page = new ArrayList<>(SNAPSHOT);
    lock.readLock().lock();
    try {
      byId.forEachAfter(
          after,
          entry -> {
            page.add(entry);
            return page.size() < SNAPSHOT;
          });
    } finally {
      lock.readLock().unlock();
    }
    return page;
  }

  private Found byKey(Wanted wanted, Place after, int limit) {
    FirstOf first = new FirstOf(wanted, after, limit);
    Consumer<Entry> check =
        entry -> {
          if (first.takes(entry) && wanted.matches(entry, SearchFields.of(entry.json()))) {
            first.add(entry);
          }
        };
    if (wanted.email() != null) {
      tables.forEmail(wanted.email(), check);
    } else {
      tables.forPhone(wanted.phone(), check);
    }
    return first.found();
  }

  /**
   * Goes through the list in its order.
   *
   * @param steps after so many, gives up
   * @return null when it gave up
   */
  private Found inOrder(Wanted wanted, Postings tagged, Place after, int limit, int steps) {
    List<Entry> found = new ArrayList<>(limit + 1);
    int[] left = {steps};
    SortedChunks sorted = wanted.byName() ? byName : byId;
    sorted.forEachAfter(
        after == null ? null : after.probe(),
        entry -> {
          if (!entry.isDamaged()
              && (tagged == null || tagged.contains(entry.slot))
              && wanted.textMatches(entry)
              && wanted.isPermitted(entry)) {
            found.add(entry);
          }
          return found.size() <= limit && --left[0] > 0;
        });
    boolean gaveUp = left[0] == 0 && found.size() <= limit;
    return gaveUp ? null : FirstOf.page(found, limit, wanted.byName());
  }

  /** Searches need the ranks; so it is they who wait for them, not the changes. */
  private void refreshRanks(Wanted wanted) {
    Ranks ranks = wanted.byName() ? nameRanks : idRanks;
    lock.readLock().lock();
    try {
      if (!ranks.areStale(tables.slots())) {
        return;
      }
    } finally {
      lock.readLock().unlock();
    }
    lock.writeLock().lock();
    try {
      if (ranks.areStale(tables.slots())) {
        ranks.count(tables.slots());
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void add(Entry entry, SearchFields fields) {
    tables.add(entry, fields);
    idRanks.changed(entry.slot);
    nameRanks.changed(entry.slot);
  }

  private void remove(Entry entry) {
    byId.remove(entry);
    if (entry.isDamaged()) {
      damaged--;
    } else {
      byName.remove(entry);
      tables.remove(entry);
    }
  }
}
