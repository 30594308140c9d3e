// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.contacts.ContactException;
import io.privity.api.encryption.Keyring;
import io.privity.api.problem.Kind;
import io.privity.contacts.exchange.ImportJob.State;
import io.privity.contacts.exchange.format.FileLayout;
import io.privity.contacts.exchange.format.Format;
import io.privity.contacts.exchange.format.Item;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What came of a tenant's imports. Thread-safe. */
@Component(service = ImportReports.class)
public final class ImportReports {
  private static final int REJECTS_AT_ONCE = 100;

  private final ImportStore store;
  private final RejectedRows rejected;
  private final Keyring keyring;
  private final AuditLog audit;

  /** Takes rejected lines, one after the other. */
  public interface RejectSink {
    void accept(Item.Rejected reject) throws IOException;
  }

  /**
   * Some rejected lines.
   *
   * @param next the place where it goes on; -1 at the end
   */
  public record Rejected(List<Item.Rejected> lines, long next) {}

  @Activate
  public ImportReports(
      @Reference ImportStore store,
      @Reference RejectedRows rejected,
      @Reference Keyring keyring,
      @Reference AuditLog audit) {
    this.store = store;
    this.rejected = rejected;
    this.keyring = keyring;
    this.audit = audit;
  }

  /**
   * @throws ContactException {@code no-such-import}
   */
  public ImportView view(Caller caller, String id) {
    return view(job(caller, id), true);
  }

  /** The newest first; {@code after} is the id of the last one seen, or null. */
  public List<ImportView> list(Caller caller, String after, int limit) {
    return store.list(caller.tenant(), after, limit).stream().map(job -> view(job, false)).toList();
  }

  private ImportView view(ImportJob job, boolean withColumns) {
    keyring.admit(job.caller());
    boolean known = withColumns && job.layout() != null;
    return ImportView.of(job, known ? layout(job) : null);
  }

  private FileLayout layout(ImportJob job) {
    return LayoutJson.read(
        keyring.open(job.caller(), ImportRun.layoutName(job.reportLeaf(), job.id()), job.layout()));
  }

  ImportJob job(Caller caller, String id) {
    ImportJob job =
        caller.isOperator() || !ImportIds.isId(id) ? null : store.find(caller.tenant(), id);
    if (job == null || job.state() == State.RECEIVING) {
      throw new ContactException(Kind.NOT_FOUND, "no-such-import", "There is no such import.");
    }
    return job;
  }

  /**
   * The columns of an import's file; one for the whole text where the format has none.
   *
   * @throws ContactException {@code no-such-import}, {@code report-expired}
   */
  public List<String> columns(Caller caller, String id) {
    ImportJob job = reported(job(caller, id));
    return job.format() == Format.CSV ? layout(job).csv().columns() : List.of("text");
  }

  /**
   * Hands over the rejected lines in the file's order; recorded before the first.
   *
   * @throws ContactException {@code no-such-import}, {@code report-expired}
   */
  public void rejects(Caller caller, String id, RejectSink sink) throws IOException {
    ImportJob job = reported(job(caller, id));
    audit.recordRead(caller, AuditEvent.of("imports.rejects", id));
    Rejected some = new Rejected(List.of(), 0);
    while (some.next() >= 0) {
      some = rejected(caller, job, some.next(), REJECTS_AT_ONCE);
      for (Item.Rejected line : some.lines()) {
        sink.accept(line);
      }
    }
  }

  /**
   * Some rejected lines, recorded as they are all.
   *
   * @param from the place of the first
   * @param places at so many places at most; those of erased subjects are empty
   * @throws ContactException {@code no-such-import}, {@code report-expired}
   */
  public Rejected rejects(Caller caller, String id, long from, int places) {
    ImportJob job = reported(job(caller, id));
    audit.recordRead(caller, AuditEvent.of("imports.rejects", id));
    return rejected(caller, job, from, places);
  }

  private Rejected rejected(Caller caller, ImportJob job, long from, int places) {
    List<Item.Rejected> lines =
        rejected.of(caller, job.id(), from, places).stream()
            .map(RejectedRows.Kept::reject)
            .toList();
    boolean more = from + places < job.progress().rejected();
    return new Rejected(lines, more ? from + places : -1);
  }

  static ImportJob reported(ImportJob job) {
    if (job.reportLeaf() < 0) {
      throw new ContactException(
          Kind.GONE, "report-expired", "The report of the import was shredded after its time.");
    }
    return job;
  }
}
