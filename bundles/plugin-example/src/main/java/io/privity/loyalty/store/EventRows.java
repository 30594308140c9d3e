// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.loyalty.store;

import io.privity.api.persistence.Schema;
import io.privity.api.persistence.Statements;
import io.privity.api.persistence.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The table of events. Each call joins the open transaction or makes its own. Thread-safe. */
@Component(service = EventRows.class)
public final class EventRows {
  private static final String ROW =
      "SELECT leaf, number, contact, booked, sealed FROM loyalty_event WHERE tenant = ?";

  private final Statements statements;

  /** A sealed event, and when it was. */
  public record Row(long leaf, long number, String contact, long booked, byte[] sealed) {}

  /** When the newest event of a contact was. */
  public record Latest(String contact, long booked) {}

  /** How much a tenant has. */
  public record Count(String tenant, long accounts, long events) {}

  /**
   * @param schema marks that the table is there
   */
  @Activate
  public EventRows(
      @Reference(target = "(osgi.jndi.service.name=privity)") DataSource source,
      @Reference Transactions transactions,
      @Reference(target = "(bundle=io.privity.loyalty)") Schema schema) {
    statements = new Statements(source::getConnection, transactions);
  }

  public void insert(UUID tenant, Row row) {
    statements.update(
        "INSERT INTO loyalty_event (booked, sealed, contact, tenant, leaf, number)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        row.booked(),
        row.sealed(),
        row.contact(),
        tenant.toString(),
        row.leaf(),
        row.number());
  }

  public void update(UUID tenant, Row row) {
    statements.update(
        "UPDATE loyalty_event SET booked = ?, sealed = ?"
            + " WHERE tenant = ? AND leaf = ? AND number = ?",
        row.booked(),
        row.sealed(),
        tenant.toString(),
        row.leaf(),
        row.number());
  }

  public void delete(UUID tenant, long leaf, long number) {
    statements.update(
        "DELETE FROM loyalty_event WHERE tenant = ? AND leaf = ? AND number = ?",
        tenant.toString(),
        leaf,
        number);
  }

  /** Removes all of a subject, in one statement however many there are. */
  public void delete(UUID tenant, long leaf) {
    statements.update(
        "DELETE FROM loyalty_event WHERE tenant = ? AND leaf = ?", tenant.toString(), leaf);
  }

  public void delete(UUID tenant) {
    statements.update("DELETE FROM loyalty_event WHERE tenant = ?", tenant.toString());
  }

  /** Those with lower numbers, the newest first. */
  public List<Row> before(UUID tenant, long leaf, long number, int limit) {
    return statements.list(
        ROW
            + " AND leaf = ? AND number < ? ORDER BY number DESC FETCH FIRST "
            + limit
            + " ROWS ONLY",
        EventRows::row,
        tenant.toString(),
        leaf,
        number);
  }

  /** All of a subject, the oldest first. */
  public List<Row> of(UUID tenant, long leaf) {
    return statements.list(
        ROW + " AND leaf = ? ORDER BY number", EventRows::row, tenant.toString(), leaf);
  }

  /** Hands over all of a tenant, as they are read. */
  public void forEach(UUID tenant, Consumer<Row> sink) {
    statements.forEach(ROW + " ORDER BY leaf, number", EventRows::row, sink, tenant.toString());
  }

  /** The contacts of a tenant whose newest event was before a time, the longest ago first. */
  public List<Latest> idle(UUID tenant, long before, int limit) {
    return statements.list(
        "SELECT contact, MAX(booked) AS latest FROM loyalty_event WHERE tenant = ?"
            + " GROUP BY contact HAVING MAX(booked) < ? ORDER BY latest FETCH FIRST "
            + limit
            + " ROWS ONLY",
        row -> new Latest(row.getString(1), row.getLong(2)),
        tenant.toString(),
        before);
  }

  /** How much each tenant has that has any. */
  public List<Count> counts() {
    return statements.list(
        "SELECT tenant, COUNT(DISTINCT leaf), COUNT(*) FROM loyalty_event"
            + " GROUP BY tenant ORDER BY tenant",
        row -> new Count(row.getString(1), row.getLong(2), row.getLong(3)));
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4), row.getBytes(5));
  }
}
