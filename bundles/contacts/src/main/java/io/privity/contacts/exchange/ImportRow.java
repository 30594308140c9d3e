// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.contacts.exchange.ImportJob.Progress;
import io.privity.contacts.exchange.ImportJob.State;
import io.privity.contacts.exchange.ImportJob.Undo;
import io.privity.contacts.exchange.format.Format;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How an import stands in its row. */
final class ImportRow {
  static final String COLUMNS =
      "tenant, id, state, format, created, touched, finished, principal, principal_leaf,"
          + " credential, roles, purpose, upload_leaf, report_leaf, layout, rows_read,"
          + " rows_created, rows_updated, rows_rejected, undone, undo_skipped, undo_position,"
          + " failure";

  static final String INSERT =
      "INSERT INTO contacts_import ("
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, NULL,"
          + " 0, 0, 0, 0, 0, 0, 0, NULL)";

  private ImportRow() {}

  /** What a new import is inserted with. */
  static Object[] values(ImportJob job) {
    Caller caller = job.caller();
    return new Object[] {
      caller.tenant().toString(),
      job.id(),
      job.state().text(),
      job.format().text(),
      job.created(),
      job.created(),
      caller.principal(),
      caller.principalLeaf(),
      caller.credential(),
      caller.roles().stream().map(Role::text).collect(Collectors.joining(" ")),
      caller.purpose(),
      job.uploadLeaf(),
      job.reportLeaf()
    };
  }

  static ImportJob read(ResultSet row) throws SQLException {
    long finished = row.getLong("finished");
    boolean isFinished = !row.wasNull();
    return new ImportJob(
        row.getString("id"),
        State.of(row.getString("state")),
        Format.of(row.getString("format")),
        new Caller(
            UUID.fromString(row.getString("tenant")),
            row.getString("principal"),
            row.getLong("principal_leaf"),
            row.getString("credential"),
            roles(row.getString("roles")),
            row.getString("purpose"),
            ""),
        row.getLong("created"),
        row.getLong("touched"),
        isFinished ? finished : null,
        row.getLong("upload_leaf"),
        row.getLong("report_leaf"),
        row.getBytes("layout"),
        new Progress(
            row.getLong("rows_read"),
            row.getLong("rows_created"),
            row.getLong("rows_updated"),
            row.getLong("rows_rejected")),
        new Undo(row.getLong("undo_position"), row.getLong("undone"), row.getLong("undo_skipped")),
        row.getString("failure"));
  }

  private static Set<Role> roles(String text) {
    return text.isEmpty()
        ? Set.of()
        : Stream.of(text.split(" ")).map(Role::of).collect(Collectors.toSet());
  }
}
