// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.store;

import io.privity.rights.store.RequestRow.Key;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What of requests was refused, datum by datum. */
@Component(service = KeptRows.class)
public final class KeptRows {
  /**
   * @param ends when it goes, epoch milliseconds; -1 where that is not known
   */
  public record KeptRow(String datum, String code, long ends) {}

  private final Sql sql;

  @Activate
  public KeptRows(@Reference Sql sql) {
    this.sql = sql;
  }

  /** In the order of the data's ids. */
  public List<KeptRow> of(Key request) {
    return sql.list(
        "SELECT datum, code, ends FROM rights_request_kept"
            + " WHERE tenant = ? AND request = ? ORDER BY datum",
        row -> new KeptRow(row.getString(1), row.getString(2), row.getLong(3)),
        request.tenant().toString(),
        request.id());
  }

  /** Notes it; what was noted of the same datum before goes. */
  public void put(Key request, List<KeptRow> kept) {
    for (KeptRow row : kept) {
      sql.update(
          "DELETE FROM rights_request_kept WHERE tenant = ? AND request = ? AND datum = ?",
          request.tenant().toString(),
          request.id(),
          row.datum());
      sql.update(
          "INSERT INTO rights_request_kept (tenant, request, datum, code, ends)"
              + " VALUES (?, ?, ?, ?, ?)",
          request.tenant().toString(),
          request.id(),
          row.datum(),
          row.code(),
          row.ends());
    }
  }
}
