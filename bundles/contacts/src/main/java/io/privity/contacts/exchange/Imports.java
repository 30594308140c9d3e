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
import io.privity.api.persistence.Transactions;
import io.privity.api.problem.Kind;
import io.privity.api.rest.IdempotencyKeys;
import io.privity.api.rest.RestException;
import io.privity.contacts.exchange.ImportJob.Progress;
import io.privity.contacts.exchange.ImportJob.State;
import io.privity.contacts.exchange.ImportJob.Undo;
import io.privity.contacts.exchange.format.FileLayout;
import io.privity.contacts.exchange.format.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Imports of a tenant: taken in and taken back. Thread-safe. */
@Component(service = Imports.class)
public final class Imports {
  /** The longest file. */
  static final long MAX_BYTES = 64L << 20;

  private static final long REVERT_WAIT_SECONDS = 15;

  private final ImportStore store;
  private final Pieces pieces;
  private final ImportReports reports;
  private final ImportWorker worker;
  private final Contacts contacts;
  private final Keyring keyring;
  private final Transactions transactions;
  private final AuditLog audit;
  private final IdempotencyKeys keys;
  private final Clock clock = Clock.systemUTC();

  @Activate
  public Imports(
      @Reference ImportStore store,
      @Reference Pieces pieces,
      @Reference ImportReports reports,
      @Reference ImportWorker worker,
      @Reference Contacts contacts,
      @Reference Keyring keyring,
      @Reference Transactions transactions,
      @Reference AuditLog audit,
      @Reference IdempotencyKeys keys) {
    this.store = store;
    this.pieces = pieces;
    this.reports = reports;
    this.worker = worker;
    this.contacts = contacts;
    this.keyring = keyring;
    this.transactions = transactions;
    this.audit = audit;
    this.keys = keys;
  }

  /**
   * Takes in a file and has it imported.
   *
   * @param key the client's {@code Idempotency-Key}, or null. What it stands for is known when the
   *     file is whole: one that was sent before is shredded, and its import answers for both
   * @return the import's id, once file and import are durable
   * @throws ContactException {@code empty-file}, {@code no-columns}, {@code no-cards}, {@code
   *     invalid-mapping}, {@code file-too-large}; then nothing is kept
   * @throws RestException as {@link IdempotencyKeys#once} says; then nothing is kept
   */
  public String accept(Caller caller, FileRequest request, String key, InputStream body)
      throws IOException {
    long now = clock.millis();
    ImportJob job =
        new ImportJob(
            ImportIds.next(now),
            State.RECEIVING,
            request.format(),
            caller,
            now,
            now,
            null,
            keyring.newSubject(caller),
            keyring.newSubject(caller),
            null,
            Progress.NONE,
            Undo.NONE,
            null);
    store.insert(job);
    String id = null;
    try {
      MessageDigest digest = request.digest();
      Upload upload = new Upload();
      InputStream seen = new DigestInputStream(body, digest);
      if (!upload.read(seen, MAX_BYTES, (block, length) -> keep(job, block, length))) {
        throw tooLarge();
      }
      FileLayout layout = layout(caller, request, upload);
      byte[] json = LayoutJson.write(layout, request.allowed());
      id = keys.once(caller, key, digest.digest(), () -> start(job, json));
    } finally {
      if (!job.id().equals(id)) {
        worker.discard(job);
      }
    }
    worker.submit(caller.tenant(), id);
    return id;
  }

  static ContactException tooLarge() {
    return new ContactException(
        Kind.TOO_LARGE, "file-too-large", "A file has " + (MAX_BYTES >> 20) + " MiB at most.");
  }

  private void keep(ImportJob job, byte[] block, int length) {
    transactions.call(
        () -> {
          pieces.append(job.caller(), job.uploadLeaf(), job.id(), Pieces.UPLOAD, block, length);
          store.touch(job, clock.millis());
          return null;
        });
  }

  private FileLayout layout(Caller caller, FileRequest request, Upload upload) {
    List<CustomField> fields = contacts.customFields(caller);
    try {
      FileLayout layout = request.layout(upload.head(), upload.charset(request.charset()), fields);
      for (CustomField field : request.newFields(layout, fields)) {
        contacts.defineCustomField(caller, field);
      }
      return layout;
    } catch (FormatException e) {
      throw refused(e);
    }
  }

  static ContactException refused(FormatException e) {
    return new ContactException(Kind.INVALID, e.code(), e.getMessage());
  }

  private String start(ImportJob job, byte[] json) {
    if (json.length > Pieces.SIZE) {
      throw new ContactException(
          Kind.INVALID, "too-many-columns", "The columns have more text than can be kept.");
    }
    return transactions.call(
        () -> {
          byte[] sealed =
              keyring.seal(job.caller(), ImportRun.layoutName(job.reportLeaf(), job.id()), json);
          store.received(job, sealed, clock.millis());
          audit.record(job.caller(), AuditEvent.of("imports.start", job.id()));
          return job.id();
        });
  }

  /** Reads the beginning of a file and says what an import would make of it. Keeps nothing. */
  public Preview preview(Caller caller, FileRequest request, InputStream body) throws IOException {
    return Preview.of(request, body, contacts.customFields(caller));
  }

  /**
   * Takes an import back. Waits a while for the end; a large revert goes on after that.
   *
   * @return the import, reverted or reverting
   * @throws ContactException {@code no-such-import}, {@code import-running}, {@code report-expired}
   */
  public ImportView revert(Caller caller, String id) {
    ImportJob job = reports.job(caller, id);
    if (job.state() == State.REVERTED) {
      return reports.view(caller, id);
    }
    if (job.state() == State.RUNNING) {
      throw new ContactException(
          Kind.CONFLICT, "import-running", "The import is not done yet.", Map.of());
    }
    ImportReports.reported(job);
    transactions.call(
        () -> {
          boolean mine =
              job.state() != State.REVERTING
                  && store.become(
                      job, job.state(), State.REVERTING, false, job.failure(), clock.millis());
          if (mine) {
            audit.record(caller, AuditEvent.of("imports.revert", id));
          }
          return null;
        });
    try {
      worker.submit(caller.tenant(), id).get(REVERT_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      // it goes on; the answer says so
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new UncheckedIOException(new IOException(e.getCause()));
    }
    return reports.view(caller, id);
  }
}
