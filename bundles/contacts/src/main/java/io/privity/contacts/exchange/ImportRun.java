// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.contacts.ContactException;
import io.privity.api.contacts.Contacts;
import io.privity.api.contacts.CustomField;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;
import io.privity.api.persistence.Transactions;
import io.privity.contacts.exchange.ImportJob.Progress;
import io.privity.contacts.exchange.ImportJob.State;
import io.privity.contacts.exchange.format.FileLayout;
import io.privity.contacts.exchange.format.Item;
import io.privity.contacts.exchange.format.ItemReader;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Runs an import from where its row says that it is. A batch of contacts, its rejects, what undoes
 * it and the row's progress are one commit, so a run that is cut short at any instant goes on
 * without a line lost or done twice.
 */
final class ImportRun {
  private static final int BATCH = 500;
  private static final int BATCH_CHARS = 1 << 20;

  private final ImportStore store;
  private final Pieces pieces;
  private final RejectedRows rejected;
  private final BeforeImages before;
  private final Contacts contacts;
  private final Keyring keyring;
  private final Transactions transactions;
  private final AuditLog audit;
  private final Clock clock;

  ImportRun(
      ImportStore store,
      Pieces pieces,
      RejectedRows rejected,
      BeforeImages before,
      Contacts contacts,
      Keyring keyring,
      Transactions transactions,
      AuditLog audit,
      Clock clock) {
    this.store = store;
    this.pieces = pieces;
    this.rejected = rejected;
    this.before = before;
    this.contacts = contacts;
    this.keyring = keyring;
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param stopping asked between batches; when it says true, the import stays to be resumed
   * @return true when the import is done
   */
  boolean run(ImportJob job, BooleanSupplier stopping) throws IOException {
    Caller caller = job.caller();
    byte[] json = keyring.open(caller, layoutName(job.reportLeaf(), job.id()), job.layout());
    FileLayout layout = LayoutJson.read(json);
    Set<Long> allowed = LayoutJson.allowed(json);
    List<CustomField> fields = contacts.customFields(caller);
    Progress progress = job.progress();
    try (ItemReader reader =
        layout.open(pieces.open(caller, job.uploadLeaf(), job.id(), Pieces.UPLOAD), fields)) {
      for (long i = 0; i < progress.read(); i++) {
        reader.next();
      }
      while (!stopping.getAsBoolean()) {
        List<Item> batch = batch(reader);
        if (batch.isEmpty()) {
          finish(job);
          return true;
        }
        progress = commit(job, progress, batch, allowed);
      }
      return false;
    }
  }

  static RecordName layoutName(long leaf, String id) {
    return new RecordName(leaf, "import-layout", id, 0);
  }

  private static List<Item> batch(ItemReader reader) throws IOException {
    List<Item> batch = new ArrayList<>(BATCH);
    int chars = 0;
    Item item;
    while (batch.size() < BATCH && chars < BATCH_CHARS && (item = reader.next()) != null) {
      batch.add(item);
      for (String raw : item.raw()) {
        chars += raw.length();
      }
    }
    return batch;
  }

  private Progress commit(ImportJob job, Progress from, List<Item> batch, Set<Long> allowed) {
    List<Item.Accepted> accepted = new ArrayList<>(batch.size());
    List<Item.Rejected> rejects = new ArrayList<>();
    for (Item item : batch) {
      if (item instanceof Item.Rejected reject) {
        rejects.add(reject);
      } else {
        accepted.add((Item.Accepted) item);
      }
    }
    BatchPlan plan = new BatchPlan(contacts, job.caller(), "import:" + job.id(), accepted);
    rejects.addAll(plan.refused());
    List<BatchPlan.Step> steps = plan.steps();
    Progress done = from.plus(batch.size(), 0, plan.unchanged(), 0);
    Progress[] to = new Progress[1];
    if (steps.isEmpty()) {
      transactions.call(
          () -> {
            to[0] = record(job, from, done, steps, List.of(), rejects);
            return null;
          });
    } else {
      contacts.apply(
          job.caller(),
          "imports.apply",
          steps.stream().map(step -> step.change(allowed)).toList(),
          results -> to[0] = record(job, from, done, steps, results, rejects));
    }
    return to[0];
  }

  /** What came of a batch, in the transaction that changes the contacts. */
  private Progress record(
      ImportJob job,
      Progress from,
      Progress done,
      List<BatchPlan.Step> steps,
      List<Contacts.Result> results,
      List<Item.Rejected> unreadable) {
    List<Item.Rejected> rejects = new ArrayList<>(unreadable);
    List<UndoLog.Entry> undo = new ArrayList<>(results.size());
    List<BeforeImages.Before> images = new ArrayList<>();
    long created = 0;
    long updated = 0;
    for (int i = 0; i < results.size(); i++) {
      BatchPlan.Step step = steps.get(i);
      Contacts.Result result = results.get(i);
      if (result.done()) {
        created += step.creates() ? 1 : 0;
        updated += step.items.size() - (step.creates() ? 1 : 0);
        undo.add(undo(step, result));
        if (!step.creates()) {
          images.add(image(job, step, result));
        }
      } else {
        step.items.forEach(item -> rejects.add(rejected(item, result)));
      }
    }
    rejects.sort(Comparator.comparingLong(Item.Rejected::line));
    rejected.append(job, from.rejected(), rejects);
    before.add(job, images);
    byte[] log = UndoLog.write(undo);
    pieces.append(job.caller(), job.reportLeaf(), job.id(), Pieces.UNDO, log, log.length);
    Progress to = done.plus(0, created, updated, rejects.size());
    if (!store.advance(job, from, to, clock.millis())) {
      throw new Superseded();
    }
    return to;
  }

  /** Of who was erased, nothing is kept: the tenant has its file. */
  private static Item.Rejected rejected(Item.Accepted item, Contacts.Result result) {
    Item.Rejected reject =
        new Item.Rejected(item.line(), result.code(), null, result.message(), item.raw());
    return result.code().equals(ContactException.SUPPRESSED) ? reject.withoutRaw() : reject;
  }

  private static UndoLog.Entry undo(BatchPlan.Step step, Contacts.Result result) {
    int length = step.creates() ? UndoLog.Entry.CREATED : step.before.json().length;
    return new UndoLog.Entry(result.id(), result.version(), length);
  }

  private static BeforeImages.Before image(
      ImportJob job, BatchPlan.Step step, Contacts.Result result) {
    return new BeforeImages.Before(
        job.id(), result.id(), result.version(), step.before.leaf(), step.before.json());
  }

  private void finish(ImportJob job) {
    transactions.call(
        () -> {
          if (!store.become(job, State.RUNNING, State.DONE, true, null, clock.millis())) {
            throw new Superseded();
          }
          pieces.delete(job.caller().tenant(), job.id(), Pieces.UPLOAD);
          audit.record(job.caller(), AuditEvent.of("imports.done", job.id()));
          return null;
        });
  }
}
