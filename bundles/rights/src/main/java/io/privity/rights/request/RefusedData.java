// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.rights.request.Fulfilment.Kept;
import io.privity.rights.store.KeptRows;
import io.privity.rights.store.KeptRows.KeptRow;
import io.privity.rights.store.RequestRow.Key;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The data of a request that were refused, as fulfilments know them. */
@Component(service = RefusedData.class)
public final class RefusedData {
  private final KeptRows rows;

  @Activate
  public RefusedData(@Reference KeptRows rows) {
    this.rows = rows;
  }

  /**
   * @param said the request's texts, which have the reasons
   */
  List<Kept> of(Key request, Texts said) {
    return rows.of(request).stream()
        .map(row -> new Kept(row.datum(), row.code(), reason(said, row.code()), end(row)))
        .toList();
  }

  /** Adds what a fulfilment refused. */
  void note(Key request, List<Kept> kept) {
    rows.put(request, kept.stream().map(RefusedData::row).toList());
  }

  private static String reason(Texts said, String code) {
    String reason = said.reason(code);
    return reason == null ? "" : reason;
  }

  private static Instant end(KeptRow row) {
    return row.ends() < 0 ? null : Instant.ofEpochMilli(row.ends());
  }

  private static KeptRow row(Kept kept) {
    long ends = kept.until() == null ? -1 : kept.until().toEpochMilli();
    return new KeptRow(kept.datum(), kept.code(), ends);
  }
}
