// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.contacts.exchange.ImportJob.Progress;
import io.privity.contacts.exchange.ImportJob.State;
import io.privity.contacts.exchange.ImportJob.Undo;
import io.privity.contacts.store.Sql;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The rows of imports. Thread-safe; each call joins the open transaction or makes its own. */
@Component(service = ImportStore.class)
public final class ImportStore {
  private final Sql sql;

  /** An operator's look at an import: counts, and nothing of what was imported. */
  public record Summary(
      String tenant,
      String id,
      String state,
      String format,
      long created,
      long rowsRead,
      long rowsCreated,
      long rowsUpdated,
      long rowsRejected,
      String failure) {}

  @Activate
  public ImportStore(@Reference Sql sql) {
    this.sql = sql;
  }

  void insert(ImportJob job) {
    sql.update(ImportRow.INSERT, ImportRow.values(job));
  }

  /** The tenant's import, or null. */
  ImportJob find(UUID tenant, String id) {
    List<ImportJob> found = select(" WHERE tenant = ? AND id = ?", tenant.toString(), id);
    return found.isEmpty() ? null : found.get(0);
  }

  /** The tenant's imports, the newest first. */
  List<ImportJob> list(UUID tenant, String before, int limit) {
    return select(
        " WHERE tenant = ? AND id < ? AND state <> 'receiving' ORDER BY id DESC FETCH FIRST "
            + limit
            + " ROWS ONLY",
        tenant.toString(),
        before == null ? "g" : before);
  }

  /** Imports of all tenants in one of these states, not touched since. */
  List<ImportJob> inState(long touchedBefore, State... states) {
    String some = Stream.of(states).map(s -> "'" + s.text() + "'").collect(Collectors.joining(","));
    return select(" WHERE touched < ? AND state IN (" + some + ") ORDER BY id", touchedBefore);
  }

  /** Finished imports whose upload was not punctured yet, or whose report outlived its time. */
  List<ImportJob> toShred(long finishedBefore) {
    return select(
        " WHERE finished IS NOT NULL AND (upload_leaf >= 0 OR report_leaf >= 0 AND finished < ?)",
        finishedBefore);
  }

  /** All imports for the operator, the newest first. */
  public List<Summary> summaries(int limit) {
    return select(" ORDER BY id DESC FETCH FIRST " + limit + " ROWS ONLY").stream()
        .map(ImportStore::summary)
        .toList();
  }

  /** The imports of that id, whatever their tenant, for the operator. */
  public List<Summary> summaries(String id) {
    return select(" WHERE id = ?", id).stream().map(ImportStore::summary).toList();
  }

  private static Summary summary(ImportJob job) {
    Progress progress = job.progress();
    return new Summary(
        job.caller().tenant().toString(),
        job.id(),
        job.state().text(),
        job.format().text(),
        job.created(),
        progress.read(),
        progress.created(),
        progress.updated(),
        progress.rejected(),
        job.failure());
  }

  /** The file is whole: the import may run. */
  void received(ImportJob job, byte[] layout, long now) {
    sql.update(
        "UPDATE contacts_import SET state = 'running', layout = ?, touched = ?"
            + " WHERE tenant = ? AND id = ?",
        layout,
        now,
        tenant(job),
        job.id());
  }

  void touch(ImportJob job, long now) {
    sql.update(
        "UPDATE contacts_import SET touched = ? WHERE tenant = ? AND id = ?",
        now,
        tenant(job),
        job.id());
  }

  /**
   * Moves a running import on.
   *
   * @return false when it is not where the caller thinks: another node runs it, or it ended
   */
  boolean advance(ImportJob job, Progress from, Progress to, long now) {
    return sql.update(
            "UPDATE contacts_import SET rows_read = ?, rows_created = ?, rows_updated = ?,"
                + " rows_rejected = ?, touched = ?"
                + " WHERE tenant = ? AND id = ? AND state = 'running' AND rows_read = ?",
            to.read(),
            to.created(),
            to.updated(),
            to.rejected(),
            now,
            tenant(job),
            job.id(),
            from.read())
        == 1;
  }

  /** The same for a revert. */
  boolean advance(ImportJob job, Undo from, Undo to, long now) {
    return sql.update(
            "UPDATE contacts_import SET undone = ?, undo_skipped = ?, undo_position = ?,"
                + " touched = ?"
                + " WHERE tenant = ? AND id = ? AND state = 'reverting' AND undo_position = ?",
            to.undone(),
            to.skipped(),
            to.position(),
            now,
            tenant(job),
            job.id(),
            from.position())
        == 1;
  }

  /**
   * Changes the state.
   *
   * @param finished true when nothing goes on after it
   * @return false when the import is not in the state that it should come from
   */
  boolean become(ImportJob job, State from, State to, boolean finished, String failure, long now) {
    return sql.update(
            "UPDATE contacts_import SET state = ?, finished = ?, failure = ?, touched = ?"
                + " WHERE tenant = ? AND id = ? AND state = ?",
            to.text(),
            finished ? now : null,
            failure,
            now,
            tenant(job),
            job.id(),
            from.text())
        == 1;
  }

  void uploadShredded(ImportJob job) {
    sql.update(
        "UPDATE contacts_import SET upload_leaf = -1 WHERE tenant = ? AND id = ?",
        tenant(job),
        job.id());
  }

  void reportShredded(ImportJob job) {
    sql.update(
        "UPDATE contacts_import SET report_leaf = -1, layout = NULL WHERE tenant = ? AND id = ?",
        tenant(job),
        job.id());
  }

  void delete(ImportJob job) {
    sql.update("DELETE FROM contacts_import WHERE tenant = ? AND id = ?", tenant(job), job.id());
  }

  private static String tenant(ImportJob job) {
    return job.caller().tenant().toString();
  }

  private List<ImportJob> select(String condition, Object... values) {
    return sql.list(
        "SELECT " + ImportRow.COLUMNS + " FROM contacts_import" + condition,
        ImportRow::read,
        values);
  }
}
