// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Holds, sealed under their subjects' leaves. */
@Component(service = HoldStore.class)
public final class HoldStore {
  private static final String HOLD = "SELECT id, leaf, subject, ends, sealed FROM rights_hold";
  private static final Sql.Row<Hold> ROW =
      row ->
          new Hold(
              row.getString(1),
              row.getLong(2),
              row.getString(3),
              row.getLong(4),
              row.getBytes(5));

  /** A hold's row. */
  public record Hold(String id, long leaf, String subject, long ends, byte[] sealed) {}

  private final Sql sql;

  @Activate
  public HoldStore(@Reference Sql sql) {
    this.sql = sql;
  }

  public void insert(UUID tenant, Hold hold) {
    sql.update(
        "INSERT INTO rights_hold (tenant, id, leaf, subject, ends, sealed)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        tenant.toString(),
        hold.id(),
        hold.leaf(),
        hold.subject(),
        hold.ends(),
        hold.sealed());
  }

  public Optional<Hold> find(UUID tenant, String id) {
    return sql.one(HOLD + " WHERE tenant = ? AND id = ?", ROW, tenant.toString(), id);
  }

  public List<Hold> of(UUID tenant, long leaf) {
    return sql.list(
        HOLD + " WHERE tenant = ? AND leaf = ? ORDER BY id", ROW, tenant.toString(), leaf);
  }

  /** Some of a tenant, the first first. */
  public List<Hold> page(UUID tenant, String after, int limit) {
    return sql.list(
        HOLD + " WHERE tenant = ? AND id > ? ORDER BY id FETCH FIRST " + limit + " ROWS ONLY",
        ROW,
        tenant.toString(),
        after == null ? "" : after);
  }

  /**
   * @return false when it was not there
   */
  public boolean delete(UUID tenant, String id) {
    return sql.update(
            "DELETE FROM rights_hold WHERE tenant = ? AND id = ?", tenant.toString(), id)
        == 1;
  }

  public void erase(UUID tenant, long leaf) {
    sql.update("DELETE FROM rights_hold WHERE tenant = ? AND leaf = ?", tenant.toString(), leaf);
  }
}
