// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import io.privity.api.caller.Caller;
import io.privity.contacts.store.ContactStore;
import io.privity.contacts.store.SealedContact;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongPredicate;

/** Opens all of a tenant's contacts once, and makes the index of them. */
final class IndexBuild {
  private static final int BATCH = 256;
  private static final int IN_FLIGHT = 8;

  /** The tenant does not fit. */
  static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("the tenant is larger than the memory for indexes", null, false, false);
    }
  }

  private final Caller caller;
  private final RowOpener opener;
  private final Executor workers;
  private final LongPredicate fits;
  private final Deque<CompletableFuture<List<RowOpener.Opened>>> running = new ArrayDeque<>();
  private final TenantIndex index = new TenantIndex();
  private final List<Entry> entries = new ArrayList<>();
  private final List<Entry> erased = new ArrayList<>();
  private List<SealedContact> batch = new ArrayList<>(BATCH);

  /**
   * @param workers open rows while this thread reads them
   * @param fits told the memory used so far, from time to time; false ends the build
   */
  IndexBuild(Caller caller, RowOpener opener, Executor workers, LongPredicate fits) {
    this.caller = caller;
    this.opener = opener;
    this.workers = workers;
    this.fits = fits;
  }

  /**
   * @throws TooLarge when it does not fit
   */
  TenantIndex run(ContactStore store) {
    try {
      store.scan(caller.tenant(), this::take);
      submit();
      while (!running.isEmpty()) {
        collect();
      }
    } finally {
      running.forEach(future -> future.cancel(false));
    }
    index.loaded(entries);
    return index;
  }

  /** Contacts whose leaf is punctured, but whose row is still there. */
  List<Entry> erased() {
    return erased;
  }

  private void take(SealedContact row) {
    batch.add(row);
    if (batch.size() == BATCH) {
      submit();
      if (running.size() == IN_FLIGHT) {
        collect();
      }
    }
  }

  private void submit() {
    List<SealedContact> rows = batch;
    batch = new ArrayList<>(BATCH);
    running.add(
        CompletableFuture.supplyAsync(
            () -> rows.stream().map(row -> opener.open(caller, row)).toList(), workers));
  }

  private void collect() {
    try {
      for (RowOpener.Opened opened : running.remove().join()) {
        if (opened.erased()) {
          erased.add(opened.entry());
          continue;
        }
        entries.add(opened.entry());
        index.load(opened.entry(), opened.fields());
      }
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
    if (!fits.test(index.bytes())) {
      throw new TooLarge();
    }
  }
}
