// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Erasures, and what outlives them. */
@Component(service = ErasureStore.class)
public final class ErasureStore {
  private static final String ERASURE =
      "SELECT tenant, leaf, subject, request, state, started, finished, receipt_leaf, version,"
          + " receipt FROM rights_erasure";
  private static final Sql.Row<Erasure> ERASURE_ROW =
      row ->
          new Erasure(
              UUID.fromString(row.getString(1)),
              row.getLong(2),
              row.getString(3),
              row.getString(4),
              State.valueOf(row.getString(5)),
              row.getLong(6),
              row.getLong(7),
              row.getLong(8),
              row.getLong(9),
              row.getBytes(10));
  private static final String KEPT =
      "SELECT tenant, id, subject_leaf, leaf, ends, sealed FROM rights_kept";
  private static final Sql.Row<Kept> KEPT_ROW =
      row ->
          new Kept(
              UUID.fromString(row.getString(1)),
              row.getString(2),
              row.getLong(3),
              row.getLong(4),
              row.getLong(5),
              row.getBytes(6));

  /** How far an erasure is. */
  public enum State {
    /** Planned and written down; nothing is destroyed yet, or not all. */
    STARTED,
    DONE
  }

  /**
   * An erasure.
   *
   * @param leaf the subject's
   * @param finished -1 before it is done
   * @param receiptLeaf the leaf that the receipt is sealed under
   * @param version the receipt's
   */
  public record Erasure(
      UUID tenant,
      long leaf,
      String subject,
      String request,
      State state,
      long started,
      long finished,
      long receiptLeaf,
      long version,
      byte[] receipt) {}

  /**
   * A datum that outlives its subject's erasure.
   *
   * @param leaf its own
   */
  public record Kept(
      UUID tenant, String id, long subjectLeaf, long leaf, long ends, byte[] sealed) {}

  private final Sql sql;

  @Activate
  public ErasureStore(@Reference Sql sql) {
    this.sql = sql;
  }

  public Optional<Erasure> find(UUID tenant, long leaf) {
    return sql.one(
        ERASURE + " WHERE tenant = ? AND leaf = ?", ERASURE_ROW, tenant.toString(), leaf);
  }

  /** The tenants that have erased anybody. */
  public List<UUID> tenants() {
    return sql.list(
        "SELECT DISTINCT tenant FROM rights_erasure", row -> UUID.fromString(row.getString(1)));
  }

  /** Those of all tenants that were begun and are not done. */
  public List<Erasure> unfinished() {
    return sql.list(ERASURE + " WHERE state = 'STARTED' ORDER BY started", ERASURE_ROW);
  }

  public void insert(Erasure erasure) {
    sql.update(
        "INSERT INTO rights_erasure (tenant, leaf, subject, request, state, started, finished,"
            + " receipt_leaf, version, receipt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        erasure.tenant().toString(),
        erasure.leaf(),
        erasure.subject(),
        erasure.request(),
        erasure.state().name(),
        erasure.started(),
        erasure.finished(),
        erasure.receiptLeaf(),
        erasure.version(),
        erasure.receipt());
  }

  /**
   * Writes state, end and receipt.
   *
   * @return false when another writer was faster
   */
  public boolean update(Erasure erasure) {
    return sql.update(
            "UPDATE rights_erasure SET state = ?, finished = ?, version = ?, receipt = ?"
                + " WHERE tenant = ? AND leaf = ? AND version = ?",
            erasure.state().name(),
            erasure.finished(),
            erasure.version(),
            erasure.receipt(),
            erasure.tenant().toString(),
            erasure.leaf(),
            erasure.version() - 1)
        == 1;
  }

  /** The leaf whose erasure answered a request. */
  public Optional<Long> leafOf(UUID tenant, String request) {
    return sql.one(
        "SELECT leaf FROM rights_erasure_request WHERE tenant = ? AND request = ?",
        row -> row.getLong(1),
        tenant.toString(),
        request);
  }

  /** Notes that a request is answered by the erasure of a leaf; once. */
  public void answer(UUID tenant, String request, long leaf) {
    if (leafOf(tenant, request).isEmpty()) {
      sql.update(
          "INSERT INTO rights_erasure_request (tenant, request, leaf) VALUES (?, ?, ?)",
          tenant.toString(),
          request,
          leaf);
    }
  }

  public void insert(Kept kept) {
    sql.update(
        "INSERT INTO rights_kept (tenant, id, subject_leaf, leaf, ends, sealed)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        kept.tenant().toString(),
        kept.id(),
        kept.subjectLeaf(),
        kept.leaf(),
        kept.ends(),
        kept.sealed());
  }

  public List<Kept> kept(UUID tenant, long subjectLeaf) {
    return sql.list(
        KEPT + " WHERE tenant = ? AND subject_leaf = ? ORDER BY id",
        KEPT_ROW,
        tenant.toString(),
        subjectLeaf);
  }

  public Optional<Kept> kept(UUID tenant, String id) {
    return sql.one(KEPT + " WHERE tenant = ? AND id = ?", KEPT_ROW, tenant.toString(), id);
  }

  /** Some of a tenant, the first first. */
  public List<Kept> kept(UUID tenant, String after, int limit) {
    return sql.list(
        KEPT + " WHERE tenant = ? AND id > ? ORDER BY id FETCH FIRST " + limit + " ROWS ONLY",
        KEPT_ROW,
        tenant.toString(),
        after == null ? "" : after);
  }

  /** Those of all tenants whose ground has ended. */
  public List<Kept> ended(long now) {
    return sql.list(KEPT + " WHERE ends <= ? ORDER BY ends", KEPT_ROW, now);
  }

  public void delete(Kept kept) {
    sql.update(
        "DELETE FROM rights_kept WHERE tenant = ? AND id = ?", kept.tenant().toString(), kept.id());
  }
}
