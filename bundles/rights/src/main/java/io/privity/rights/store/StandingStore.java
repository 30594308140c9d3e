// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.store;

import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Consents and standings of subjects, sealed under their own leaves. */
@Component(service = StandingStore.class)
public final class StandingStore {
  /** A sealed row: {@code number} is a consent's place, or a standing's version. */
  public record Row(long leaf, long number, byte[] sealed) {}

  private static final Sql.Row<Row> ROW =
      row -> new Row(row.getLong(1), row.getLong(2), row.getBytes(3));

  private final Sql sql;

  @Activate
  public StandingStore(@Reference Sql sql) {
    this.sql = sql;
  }

  /** A tenant's consents, each subject's in their order. */
  public List<Row> consents(UUID tenant) {
    return sql.list(
        "SELECT leaf, seq, sealed FROM rights_consent WHERE tenant = ? ORDER BY leaf, seq",
        ROW,
        tenant.toString());
  }

  public List<Row> consents(UUID tenant, long leaf) {
    return sql.list(
        "SELECT leaf, seq, sealed FROM rights_consent WHERE tenant = ? AND leaf = ? ORDER BY seq",
        ROW,
        tenant.toString(),
        leaf);
  }

  /**
   * @throws io.privity.api.persistence.StoreException {@code duplicate-key} when another came first
   */
  public void append(UUID tenant, Row consent) {
    sql.update(
        "INSERT INTO rights_consent (tenant, leaf, seq, sealed) VALUES (?, ?, ?, ?)",
        tenant.toString(),
        consent.leaf(),
        consent.number(),
        consent.sealed());
  }

  public List<Row> standings(UUID tenant) {
    return sql.list(
        "SELECT leaf, version, sealed FROM rights_standing WHERE tenant = ?",
        ROW,
        tenant.toString());
  }

  public List<Row> standings(UUID tenant, long leaf) {
    return sql.list(
        "SELECT leaf, version, sealed FROM rights_standing WHERE tenant = ? AND leaf = ?",
        ROW,
        tenant.toString(),
        leaf);
  }

  /**
   * Writes a standing in place of the version before it; version 1 is the first.
   *
   * @return false when another change came first
   */
  public boolean put(UUID tenant, Row standing) {
    if (standing.number() == 1) {
      return sql.update(
              "INSERT INTO rights_standing (tenant, leaf, version, sealed) VALUES (?, ?, ?, ?)",
              tenant.toString(),
              standing.leaf(),
              standing.number(),
              standing.sealed())
          == 1;
    }
    return sql.update(
            "UPDATE rights_standing SET version = ?, sealed = ?"
                + " WHERE tenant = ? AND leaf = ? AND version = ?",
            standing.number(),
            standing.sealed(),
            tenant.toString(),
            standing.leaf(),
            standing.number() - 1)
        == 1;
  }

  /** Removes what is known of a subject. */
  public void erase(UUID tenant, long leaf) {
    sql.in(
        () -> {
          sql.update(
              "DELETE FROM rights_consent WHERE tenant = ? AND leaf = ?", tenant.toString(), leaf);
          sql.update(
              "DELETE FROM rights_standing WHERE tenant = ? AND leaf = ?", tenant.toString(), leaf);
          return null;
        });
  }
}
