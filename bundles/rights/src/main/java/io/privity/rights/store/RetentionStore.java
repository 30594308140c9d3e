// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Retention rules and runs, and who was informed. */
@Component(service = RetentionStore.class)
public final class RetentionStore {
  private static final String RUN =
      "SELECT id, started, finished, due, erased, waiting, failed FROM rights_retention_run";
  private static final Sql.Row<Run> RUN_ROW =
      row ->
          new Run(
              row.getString(1),
              row.getLong(2),
              row.getLong(3),
              row.getLong(4),
              row.getLong(5),
              row.getLong(6),
              row.getLong(7));

  /** A rule: no personal data, so in the clear. */
  public record Rule(String purpose, long version, String period, String event) {}

  /** A run; {@code finished} is -1 while it goes on. */
  public record Run(
      String id, long started, long finished, long due, long erased, long waiting, long failed) {}

  private final Sql sql;

  @Activate
  public RetentionStore(@Reference Sql sql) {
    this.sql = sql;
  }

  public List<Rule> rules(UUID tenant) {
    return sql.list(
        "SELECT purpose, version, period, event FROM rights_retention_rule WHERE tenant = ?"
            + " ORDER BY purpose",
        row -> new Rule(row.getString(1), row.getLong(2), row.getString(3), row.getString(4)),
        tenant.toString());
  }

  /** The tenants that have rules. */
  public List<UUID> tenantsWithRules() {
    return sql.list(
        "SELECT DISTINCT tenant FROM rights_retention_rule",
        row -> UUID.fromString(row.getString(1)));
  }

  /**
   * Writes a rule in place of the version before it; version 1 is the first.
   *
   * @return false when another change came first
   */
  public boolean put(UUID tenant, Rule rule) {
    if (rule.version() == 1) {
      return sql.update(
              "INSERT INTO rights_retention_rule (tenant, purpose, version, period, event)"
                  + " VALUES (?, ?, ?, ?, ?)",
              tenant.toString(),
              rule.purpose(),
              rule.version(),
              rule.period(),
              rule.event())
          == 1;
    }
    return sql.update(
            "UPDATE rights_retention_rule SET version = ?, period = ?, event = ?"
                + " WHERE tenant = ? AND purpose = ? AND version = ?",
            rule.version(),
            rule.period(),
            rule.event(),
            tenant.toString(),
            rule.purpose(),
            rule.version() - 1)
        == 1;
  }

  /**
   * @return false when it has another version, or is gone
   */
  public boolean delete(UUID tenant, String purpose, long version) {
    return sql.update(
            "DELETE FROM rights_retention_rule WHERE tenant = ? AND purpose = ? AND version = ?",
            tenant.toString(),
            purpose,
            version)
        == 1;
  }

  public void insert(UUID tenant, Run run) {
    sql.update(
        "INSERT INTO rights_retention_run"
            + " (tenant, id, started, finished, due, erased, waiting, failed)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        tenant.toString(),
        run.id(),
        run.started(),
        run.finished(),
        run.due(),
        run.erased(),
        run.waiting(),
        run.failed());
  }

  public void update(UUID tenant, Run run) {
    sql.update(
        "UPDATE rights_retention_run SET finished = ?, erased = ?, waiting = ?, failed = ?"
            + " WHERE tenant = ? AND id = ?",
        run.finished(),
        run.erased(),
        run.waiting(),
        run.failed(),
        tenant.toString(),
        run.id());
  }

  /** Some runs of a tenant, the newest first. */
  public List<Run> runs(UUID tenant, String before, int limit) {
    return sql.list(
        RUN + " WHERE tenant = ? AND id < ? ORDER BY id DESC FETCH FIRST " + limit + " ROWS ONLY",
        RUN_ROW,
        tenant.toString(),
        before == null ? "g" : before);
  }

  /** Every subject of a tenant that was informed, sealed. */
  public List<Long> informed(UUID tenant) {
    return sql.list(
        "SELECT leaf FROM rights_informed WHERE tenant = ?",
        row -> row.getLong(1),
        tenant.toString());
  }

  public Optional<byte[]> informed(UUID tenant, long leaf) {
    return sql.one(
        "SELECT sealed FROM rights_informed WHERE tenant = ? AND leaf = ?",
        row -> row.getBytes(1),
        tenant.toString(),
        leaf);
  }

  /**
   * @throws io.privity.api.persistence.StoreException {@code duplicate-key} when it was informed
   *     before
   */
  public void inform(UUID tenant, long leaf, byte[] sealed) {
    sql.update(
        "INSERT INTO rights_informed (tenant, leaf, sealed) VALUES (?, ?, ?)",
        tenant.toString(),
        leaf,
        sealed);
  }

  public void erase(UUID tenant, long leaf) {
    sql.update(
        "DELETE FROM rights_informed WHERE tenant = ? AND leaf = ?", tenant.toString(), leaf);
  }
}
