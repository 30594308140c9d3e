// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.subject;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.privity.encryption.tree.Page;
import java.util.UUID;

/**
 * What was opened of all tenants' trees: subject keys and pages, each bounded. The caches tidy up
 * on their callers' threads, so that nothing runs on once the bundle has stopped.
 */
public final class OpenKeys {
  private record Subject(UUID tenant, long leaf) {}

  private record Place(UUID tenant, int page) {}

  private static final long PAGE_BYTES = 64L * 1024 * 1024;

  private final Cache<Subject, SubjectKey> keys;
  private final Cache<Place, Page> pages;

  /**
   * @param most how many subject keys are kept
   */
  public OpenKeys(long most) {
    keys = Caffeine.newBuilder().executor(Runnable::run).maximumSize(most).build();
    pages =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(PAGE_BYTES)
            .weigher((Place place, Page page) -> page.weight())
            .build();
  }

  SubjectKey key(UUID tenant, long leaf) {
    return keys.getIfPresent(new Subject(tenant, leaf));
  }

  void put(UUID tenant, long leaf, SubjectKey key) {
    keys.put(new Subject(tenant, leaf), key);
  }

  void forget(UUID tenant, long leaf) {
    keys.invalidate(new Subject(tenant, leaf));
  }

  Page page(UUID tenant, int number) {
    return pages.getIfPresent(new Place(tenant, number));
  }

  void put(UUID tenant, int number, Page page) {
    pages.put(new Place(tenant, number), page);
  }

  void forgetPage(UUID tenant, int number) {
    pages.invalidate(new Place(tenant, number));
  }

  void forget(UUID tenant) {
    keys.asMap().keySet().removeIf(subject -> subject.tenant().equals(tenant));
    pages.asMap().keySet().removeIf(place -> place.tenant().equals(tenant));
  }

  /** Drops everything. */
  public void clear() {
    keys.invalidateAll();
    pages.invalidateAll();
  }
}
