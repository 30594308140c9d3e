// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.ContactException;
import io.privity.api.contacts.Contacts;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;
import io.privity.api.persistence.Transactions;
import io.privity.api.problem.Kind;
import io.privity.contacts.exchange.ImportJob.State;
import io.privity.contacts.exchange.ImportJob.Undo;
import io.privity.contacts.exchange.format.ContactJson;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Takes an import back: what it created is deleted, what it changed is as it was before; what
 * someone changed since is left alone and counted. Cut short, it goes on where it was.
 */
final class RevertRun {
  /** Deletions come one by one, since each destroys a key; the row's progress lags behind. */
  private static final int SAVED_EVERY = 20;

  private final ImportStore store;
  private final Pieces pieces;
  private final Contacts contacts;
  private final Keyring keyring;
  private final Transactions transactions;
  private final AuditLog audit;
  private final Clock clock;

  RevertRun(
      ImportStore store,
      Pieces pieces,
      Contacts contacts,
      Keyring keyring,
      Transactions transactions,
      AuditLog audit,
      Clock clock) {
    this.store = store;
    this.pieces = pieces;
    this.contacts = contacts;
    this.keyring = keyring;
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param stopping asked between contacts; when it says true, the revert stays to be resumed
   * @return true when the import is reverted
   */
  boolean run(ImportJob job, BooleanSupplier stopping) throws IOException {
    Map<String, Long> latest = latestVersions(job);
    Set<String> seen = new HashSet<>();
    Undo saved = job.undo();
    Undo now = saved;
    try (DataInputStream in = open(job)) {
      UndoLog.Entry entry;
      for (long position = 1; (entry = UndoLog.read(in)) != null; position++) {
        // what the import touched twice goes back to what it was before the first time
        boolean first = !latest.containsKey(entry.id()) || seen.add(entry.id());
        if (position <= saved.position()) {
          continue;
        }
        if (stopping.getAsBoolean()) {
          save(job, saved, now);
          return false;
        }
        long version = latest.getOrDefault(entry.id(), entry.version());
        if (!first) {
          now = new Undo(position, now.undone(), now.skipped());
        } else if (entry.created()) {
          boolean undone = delete(job.caller(), entry, version);
          now = moved(now, position, undone);
        } else {
          now = restore(job, saved, now, position, entry, version);
          saved = now;
        }
        if (position - saved.position() >= SAVED_EVERY) {
          save(job, saved, now);
          saved = now;
        }
      }
    }
    save(job, saved, now);
    finish(job);
    return true;
  }

  private static Undo moved(Undo from, long position, boolean undone) {
    return new Undo(position, from.undone() + (undone ? 1 : 0), from.skipped() + (undone ? 0 : 1));
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

  /** Deletes what was created. It may be gone: by someone's hand, or before this was cut short. */
  private boolean delete(Caller caller, UndoLog.Entry entry, long version) {
    try {
      contacts.delete(caller, entry.id(), version);
      return true;
    } catch (ContactException e) {
      return e.kind() == Kind.NOT_FOUND;
    }
  }

  /** Restores what was replaced, and says so in the same transaction. */
  private Undo restore(
      ImportJob job, Undo saved, Undo now, long position, UndoLog.Entry entry, long version) {
    try {
      RecordName name = new RecordName(entry.leaf(), ImportRun.PRIOR, entry.id(), entry.version());
      byte[] json = keyring.open(job.caller(), name, entry.sealed());
      Contact before = ContactJson.withoutHistory(ContactJson.read(json));
      Undo to = moved(now, position, true);
      return transactions.call(
          () -> {
            contacts.replace(job.caller(), entry.id(), version, before);
            save(job, saved, to);
            return to;
          });
    } catch (ContactException e) {
      return skip(job, saved, moved(now, position, false));
    } catch (EncryptionException e) {
      if (!e.code().equals(EncryptionException.SUBJECT_ERASED)) {
        throw e;
      }
      return skip(job, saved, moved(now, position, false));
    }
  }

  private Undo skip(ImportJob job, Undo saved, Undo to) {
    save(job, saved, to);
    return to;
  }

  private void save(ImportJob job, Undo from, Undo to) {
    boolean unchanged = from.position() == to.position();
    if (!unchanged && !store.advance(job, from, to, clock.millis())) {
      throw new Superseded();
    }
  }

  private void finish(ImportJob job) {
    transactions.call(
        () -> {
          if (!store.become(job, State.REVERTING, State.REVERTED, true, null, clock.millis())) {
            throw new Superseded();
          }
          pieces.delete(job.caller().tenant(), job.id(), Pieces.UNDO);
          audit.record(job.caller(), AuditEvent.of("imports.reverted", job.id()));
          return null;
        });
  }
}
