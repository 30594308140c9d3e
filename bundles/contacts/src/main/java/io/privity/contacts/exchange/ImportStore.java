// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.api.persistence.Schema;
import io.privity.api.persistence.Transactions;
import io.privity.contacts.exchange.ImportJob.Progress;
import io.privity.contacts.exchange.ImportJob.State;
import io.privity.contacts.exchange.ImportJob.Undo;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The rows of imports. Thread-safe; each call joins the open transaction or makes its own. */
@Component(service = ImportStore.class)
public final class ImportStore {
  private final DataSource source;
  private final Transactions transactions;

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

  /** Sets the parameters of a statement. */
  private interface Binding {
    void to(PreparedStatement statement) throws SQLException;
  }

  @Activate
  public ImportStore(
      @Reference(target = "(osgi.jndi.service.name=privity)") DataSource source,
      @Reference Transactions transactions,
      @Reference(target = "(bundle=io.privity.contacts)") Schema schema) {
    this.source = source;
    this.transactions = transactions;
  }

  void insert(ImportJob job) {
    update(ImportRow.INSERT, statement -> ImportRow.bind(statement, job));
  }

  /** The tenant's import, or null. */
  ImportJob find(UUID tenant, String id) {
    List<ImportJob> found =
        select(
            " WHERE tenant = ? AND id = ?",
            statement -> {
              statement.setString(1, tenant.toString());
              statement.setString(2, id);
            });
    return found.isEmpty() ? null : found.get(0);
  }

  /** The tenant's imports, the newest first. */
  List<ImportJob> list(UUID tenant, String before, int limit) {
    return select(
        " WHERE tenant = ? AND id < ? AND state <> 'receiving' ORDER BY id DESC FETCH FIRST "
            + limit
            + " ROWS ONLY",
        statement -> {
          statement.setString(1, tenant.toString());
          statement.setString(2, before == null ? "g" : before);
        });
  }

  /** Imports of all tenants in one of these states, not touched since. */
  List<ImportJob> inState(long touchedBefore, State... states) {
    String some = Stream.of(states).map(s -> "'" + s.text() + "'").collect(Collectors.joining(","));
    return select(
        " WHERE touched < ? AND state IN (" + some + ") ORDER BY id",
        statement -> statement.setLong(1, touchedBefore));
  }

  /** Finished imports whose upload was not punctured yet, or whose report outlived its time. */
  List<ImportJob> toShred(long finishedBefore) {
    return select(
        " WHERE finished IS NOT NULL AND (upload_leaf >= 0 OR report_leaf >= 0 AND finished < ?)",
        statement -> statement.setLong(1, finishedBefore));
  }

  /** All imports for the operator, the newest first. */
  public List<Summary> summaries(int limit) {
    return select(" ORDER BY id DESC FETCH FIRST " + limit + " ROWS ONLY", statement -> {}).stream()
        .map(ImportStore::summary)
        .toList();
  }

  /** The imports of that id, whatever their tenant, for the operator. */
  public List<Summary> summaries(String id) {
    return select(" WHERE id = ?", statement -> statement.setString(1, id)).stream()
        .map(ImportStore::summary)
        .toList();
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
    update(
        "UPDATE contacts_import SET state = 'running', layout = ?, touched = ?"
            + " WHERE tenant = ? AND id = ?",
        statement -> {
          statement.setBytes(1, layout);
          statement.setLong(2, now);
          key(statement, 3, job);
        });
  }

  void touch(ImportJob job, long now) {
    update(
        "UPDATE contacts_import SET touched = ? WHERE tenant = ? AND id = ?",
        statement -> {
          statement.setLong(1, now);
          key(statement, 2, job);
        });
  }

  /**
   * Moves a running import on.
   *
   * @return false when it is not where the caller thinks: another node runs it, or it ended
   */
  boolean advance(ImportJob job, Progress from, Progress to, long now) {
    return update(
            "UPDATE contacts_import SET rows_read = ?, rows_created = ?, rows_updated = ?,"
                + " rows_rejected = ?, touched = ?"
                + " WHERE tenant = ? AND id = ? AND state = 'running' AND rows_read = ?",
            statement -> {
              statement.setLong(1, to.read());
              statement.setLong(2, to.created());
              statement.setLong(3, to.updated());
              statement.setLong(4, to.rejected());
              statement.setLong(5, now);
              key(statement, 6, job);
              statement.setLong(8, from.read());
            })
        == 1;
  }

  /** The same for a revert. */
  boolean advance(ImportJob job, Undo from, Undo to, long now) {
    return update(
            "UPDATE contacts_import SET undone = ?, undo_skipped = ?, undo_position = ?,"
                + " touched = ?"
                + " WHERE tenant = ? AND id = ? AND state = 'reverting' AND undo_position = ?",
            statement -> {
              statement.setLong(1, to.undone());
              statement.setLong(2, to.skipped());
              statement.setLong(3, to.position());
              statement.setLong(4, now);
              key(statement, 5, job);
              statement.setLong(7, from.position());
            })
        == 1;
  }

  /**
   * Changes the state.
   *
   * @param finished true when nothing goes on after it
   * @return false when the import is not in the state that it should come from
   */
  boolean become(ImportJob job, State from, State to, boolean finished, String failure, long now) {
    return update(
            "UPDATE contacts_import SET state = ?, finished = ?, failure = ?, touched = ?"
                + " WHERE tenant = ? AND id = ? AND state = ?",
            statement -> {
              statement.setString(1, to.text());
              if (finished) {
                statement.setLong(2, now);
              } else {
                statement.setNull(2, Types.BIGINT);
              }
              statement.setString(3, failure);
              statement.setLong(4, now);
              key(statement, 5, job);
              statement.setString(7, from.text());
            })
        == 1;
  }

  void uploadShredded(ImportJob job) {
    update(
        "UPDATE contacts_import SET upload_leaf = -1 WHERE tenant = ? AND id = ?",
        statement -> key(statement, 1, job));
  }

  void reportShredded(ImportJob job) {
    update(
        "UPDATE contacts_import SET report_leaf = -1, layout = NULL WHERE tenant = ? AND id = ?",
        statement -> key(statement, 1, job));
  }

  void delete(ImportJob job) {
    update(
        "DELETE FROM contacts_import WHERE tenant = ? AND id = ?",
        statement -> key(statement, 1, job));
  }

  private static void key(PreparedStatement statement, int at, ImportJob job) throws SQLException {
    statement.setString(at, job.caller().tenant().toString());
    statement.setString(at + 1, job.id());
  }

  private int update(String sql, Binding binding) {
    return transactions.call(
        () -> {
          try (Connection connection = source.getConnection();
              PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.to(statement);
            return statement.executeUpdate();
          }
        });
  }

  private List<ImportJob> select(String condition, Binding binding) {
    return transactions.call(
        () -> {
          String sql = "SELECT " + ImportRow.COLUMNS + " FROM contacts_import" + condition;
          try (Connection connection = source.getConnection();
              PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.to(statement);
            try (ResultSet rows = statement.executeQuery()) {
              List<ImportJob> jobs = new ArrayList<>();
              while (rows.next()) {
                jobs.add(ImportRow.read(rows));
              }
              return jobs;
            }
          }
        });
  }
}
