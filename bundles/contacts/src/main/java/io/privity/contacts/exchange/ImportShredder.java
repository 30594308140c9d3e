// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.Keyring;
import io.privity.api.persistence.Transactions;
import io.privity.contacts.exchange.ImportJob.State;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Destroys what imports leave when its time has come: the key first, then the rows. */
final class ImportShredder {
  /** How long an import can be reverted and its rejects be fetched. */
  static final long REPORT_MILLIS = TimeUnit.DAYS.toMillis(30);

  /** A file that is not whole after so long never will be: its connection broke with the server. */
  private static final long RECEIVING_MILLIS = TimeUnit.MINUTES.toMillis(30);

  private final ImportStore store;
  private final Pieces pieces;
  private final RejectedRows rejected;
  private final BeforeImages before;
  private final Keyring keyring;
  private final Transactions transactions;
  private final Clock clock;

  ImportShredder(
      ImportStore store,
      Pieces pieces,
      RejectedRows rejected,
      BeforeImages before,
      Keyring keyring,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.pieces = pieces;
    this.rejected = rejected;
    this.before = before;
    this.keyring = keyring;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Shreds all that is due. */
  void sweep() {
    long now = clock.millis();
    store.inState(now - RECEIVING_MILLIS, State.RECEIVING).forEach(this::discard);
    store.toShred(now - REPORT_MILLIS).forEach(job -> finished(job, now));
  }

  /** Shreds what a finished import needs no more. */
  void finished(ImportJob job, long now) {
    try {
      if (job.uploadLeaf() >= 0) {
        keyring.puncture(job.caller(), job.uploadLeaf());
        transactions.call(
            () -> {
              pieces.delete(job.caller().tenant(), job.id(), Pieces.UPLOAD);
              store.uploadShredded(job);
              return null;
            });
      }
      if (job.reportLeaf() >= 0 && job.finished() < now - REPORT_MILLIS) {
        keyring.puncture(job.caller(), job.reportLeaf());
        transactions.call(
            () -> {
              deleteReport(job);
              store.reportShredded(job);
              return null;
            });
      }
    } catch (EncryptionException e) {
      gone(job, e);
    }
  }

  /** Shreds an import that nobody was told of. */
  void discard(ImportJob job) {
    try {
      keyring.puncture(job.caller(), job.uploadLeaf(), job.reportLeaf());
      delete(job);
    } catch (EncryptionException e) {
      gone(job, e);
    }
  }

  /** Without its tenant's keys nothing of an import can be read: its rows go too. */
  private void gone(ImportJob job, EncryptionException e) {
    if (!e.code().equals(EncryptionException.TENANT_DESTROYED)) {
      throw e;
    }
    delete(job);
  }

  private void delete(ImportJob job) {
    transactions.call(
        () -> {
          pieces.delete(job.caller().tenant(), job.id(), Pieces.UPLOAD);
          deleteReport(job);
          store.delete(job);
          return null;
        });
  }

  private void deleteReport(ImportJob job) {
    UUID tenant = job.caller().tenant();
    rejected.delete(tenant, job.id());
    before.delete(tenant, job.id());
    pieces.delete(tenant, job.id(), Pieces.UNDO);
  }
}
