// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.contacts.exchange.format.FileLayout;
import io.privity.contacts.exchange.format.Mapping;
import java.time.Instant;
import java.util.List;

/**
 * An import as the API shows it.
 *
 * @param state {@code running}, {@code done}, {@code failed}, {@code reverting} or {@code reverted}
 * @param read rows, cards or elements read so far; each was created, updated or rejected
 * @param undone contacts that the revert deleted or restored; null before there is one
 * @param skipped contacts that the revert left alone, since they were changed after the import
 * @param failure a stable code, or null
 * @param columns the mapping that is used; null in lists, and once the report is shredded
 */
public record ImportView(
    String id,
    String state,
    String format,
    long read,
    long created,
    long updated,
    long rejected,
    Long undone,
    Long skipped,
    String failure,
    String createdAt,
    String finishedAt,
    List<MappedColumn> columns) {

  /** A column and where it goes; {@code suggested} is there in previews alone. */
  public record MappedColumn(String name, String target, String suggested) {
    static List<MappedColumn> of(Mapping mapping) {
      return mapping.columns().stream()
          .map(c -> new MappedColumn(c.name(), c.target().toString(), c.suggested()))
          .toList();
    }
  }

  static ImportView of(ImportJob job, FileLayout layout) {
    ImportJob.Progress progress = job.progress();
    boolean reverts =
        job.state() == ImportJob.State.REVERTING || job.state() == ImportJob.State.REVERTED;
    return new ImportView(
        job.id(),
        job.state().text(),
        job.format().text(),
        progress.read(),
        progress.created(),
        progress.updated(),
        progress.rejected(),
        reverts ? job.undo().undone() : null,
        reverts ? job.undo().skipped() : null,
        job.failure(),
        Instant.ofEpochMilli(job.created()).toString(),
        job.finished() == null ? null : Instant.ofEpochMilli(job.finished()).toString(),
        layout == null ? null : MappedColumn.of(layout.mapping()));
  }
}
