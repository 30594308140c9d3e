// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.contacts.ContactException;
import io.privity.api.contacts.Contacts;
import io.privity.api.persistence.Transactions;
import io.privity.contacts.exchange.ImportJob.State;
import io.privity.contacts.exchange.ImportJob.Undo;
import io.privity.contacts.exchange.format.ContactJson;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Takes an import back: what it created is deleted, what it changed is as it was before; what
 * someone changed since is left alone and counted. A batch of contacts and the row's progress are
 * one commit, after which the keys of the batch are destroyed together; cut short, it goes on where
 * it was.
 */
final class RevertRun {
  private static final int BATCH = 500;
  private static final int BATCH_BYTES = 1 << 20;

  /** A contact that the import touched twice goes back to what it was before the first time. */
  private static final Contacts.Skip UNDONE_BEFORE =
      new Contacts.Skip("undone-before", "The contact was undone before.");

  /** Nobody who was erased is brought back. */
  private static final Contacts.Skip ERASED =
      new Contacts.Skip("subject-erased", "What the contact was before is gone with it.");

  private final ImportStore store;
  private final Pieces pieces;
  private final BeforeImages before;
  private final Contacts contacts;
  private final Transactions transactions;
  private final AuditLog audit;
  private final Clock clock;

  RevertRun(
      ImportStore store,
      Pieces pieces,
      BeforeImages before,
      Contacts contacts,
      Transactions transactions,
      AuditLog audit,
      Clock clock) {
    this.store = store;
    this.pieces = pieces;
    this.before = before;
    this.contacts = contacts;
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param stopping asked between batches; when it says true, the revert stays to be resumed
   * @return true when the import is reverted
   */
  boolean run(ImportJob job, BooleanSupplier stopping) throws IOException {
    Map<String, Long> latest = latestVersions(job);
    Set<String> seen = new HashSet<>();
    Predicate<String> first = id -> !latest.containsKey(id) || seen.add(id);
    Undo undo = job.undo();
    try (DataInputStream in = open(job)) {
      for (long i = 0; i < undo.position(); i++) {
        first.test(UndoLog.read(in).id());
      }
      while (!stopping.getAsBoolean()) {
        List<UndoLog.Entry> batch = batch(in);
        if (batch.isEmpty()) {
          finish(job);
          return true;
        }
        List<Contacts.Change> changes = new ArrayList<>(batch.size());
        for (UndoLog.Entry entry : batch) {
          long version = latest.getOrDefault(entry.id(), entry.version());
          changes.add(first.test(entry.id()) ? undo(job, entry, version) : UNDONE_BEFORE);
        }
        undo = commit(job, undo, changes);
      }
      return false;
    }
  }

  private static List<UndoLog.Entry> batch(DataInputStream in) throws IOException {
    List<UndoLog.Entry> batch = new ArrayList<>(BATCH);
    int bytes = 0;
    UndoLog.Entry entry;
    while (batch.size() < BATCH && bytes < BATCH_BYTES && (entry = UndoLog.read(in)) != null) {
      batch.add(entry);
      bytes += entry.created() ? 0 : entry.before();
    }
    return batch;
  }

  /** The newest versions that the import itself left of the contacts that it replaced. */
  private Map<String, Long> latestVersions(ImportJob job) throws IOException {
    Map<String, Long> latest = new HashMap<>();
    try (DataInputStream in = open(job)) {
      UndoLog.Entry entry;
      while ((entry = UndoLog.read(in)) != null) {
        if (!entry.created()) {
          latest.put(entry.id(), entry.version());
        }
      }
    }
    return latest;
  }

  private DataInputStream open(ImportJob job) {
    return new DataInputStream(
        new BufferedInputStream(
            pieces.open(job.caller(), job.reportLeaf(), job.id(), Pieces.UNDO)));
  }

  /** Deletes what was created, restores what was replaced. */
  private Contacts.Change undo(ImportJob job, UndoLog.Entry entry, long version) {
    if (entry.created()) {
      return new Contacts.Delete(entry.id(), version);
    }
    byte[] json = before.find(job, entry.id(), entry.version());
    return json == null
        ? ERASED
        : new Contacts.Replace(
            entry.id(), version, ContactJson.withoutHistory(ContactJson.read(json)));
  }

  private Undo commit(ImportJob job, Undo from, List<Contacts.Change> changes) {
    Undo[] to = new Undo[1];
    contacts.apply(
        // the purpose of the import is not that of its revert, which finds what is kept for any
        job.caller().withPurpose(Caller.UNASSIGNED),
        "imports.undo",
        changes,
        results -> {
          to[0] = moved(from, changes, results);
          if (!store.advance(job, from, to[0], clock.millis())) {
            throw new Superseded();
          }
        });
    return to[0];
  }

  private static Undo moved(
      Undo from, List<Contacts.Change> changes, List<Contacts.Result> results) {
    long undone = from.undone();
    long skipped = from.skipped();
    for (int i = 0; i < results.size(); i++) {
      Contacts.Change change = changes.get(i);
      boolean goneAlready =
          change instanceof Contacts.Delete
              && ContactException.NO_SUCH_CONTACT.equals(results.get(i).code());
      if (results.get(i).done() || goneAlready) {
        undone++;
      } else if (change != UNDONE_BEFORE) {
        skipped++;
      }
    }
    return new Undo(from.position() + results.size(), undone, skipped);
  }

  private void finish(ImportJob job) {
    transactions.call(
        () -> {
          if (!store.become(job, State.REVERTING, State.REVERTED, true, null, clock.millis())) {
            throw new Superseded();
          }
          pieces.delete(job.caller().tenant(), job.id(), Pieces.UNDO);
          before.delete(job.caller().tenant(), job.id());
          audit.record(job.caller(), AuditEvent.of("imports.reverted", job.id()));
          return null;
        });
  }
}
