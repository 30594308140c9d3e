// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.store;

import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The purposes of tenants, sealed. */
@Component(service = PurposeStore.class)
public final class PurposeStore {
  /** A purpose's row. */
  public record Row(String name, long leaf, long version, byte[] sealed) {}

  private final Sql sql;

  @Activate
  public PurposeStore(@Reference Sql sql) {
    this.sql = sql;
  }

  public List<Row> of(UUID tenant) {
    return sql.list(
        "SELECT name, leaf, version, sealed FROM rights_purpose WHERE tenant = ? ORDER BY name",
        row -> new Row(row.getString(1), row.getLong(2), row.getLong(3), row.getBytes(4)),
        tenant.toString());
  }

  /**
   * @throws io.privity.api.persistence.StoreException {@code duplicate-key}
   */
  public void insert(UUID tenant, Row row) {
    sql.update(
        "INSERT INTO rights_purpose (tenant, name, leaf, version, sealed) VALUES (?, ?, ?, ?, ?)",
        tenant.toString(),
        row.name(),
        row.leaf(),
        row.version(),
        row.sealed());
  }

  /**
   * @return false when the row has another version than the one before
   */
  public boolean replace(UUID tenant, Row row) {
    return sql.update(
            "UPDATE rights_purpose SET version = ?, sealed = ?"
                + " WHERE tenant = ? AND name = ? AND version = ?",
            row.version(),
            row.sealed(),
            tenant.toString(),
            row.name(),
            row.version() - 1)
        == 1;
  }
}
