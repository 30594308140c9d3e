// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.store;

import io.privity.api.rights.SubjectRequests.Query;
import io.privity.rights.store.RequestRow.Key;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The requests of tenants. */
@Component(service = RequestRows.class)
public final class RequestRows {
  private static final String ONE = " WHERE tenant = ? AND id = ?";
  private static final int LONGEST_WAIT = 4000;
  private static final long WEEK_MILLIS = TimeUnit.DAYS.toMillis(7);

  private final Sql sql;

  @Activate
  public RequestRows(@Reference Sql sql) {
    this.sql = sql;
  }

  public void insert(RequestRow row) {
    sql.update(
        "INSERT INTO rights_request (contact, leaf, spent_leaf, version, state, due_day, due,"
            + " reminded, verified, extended, told_day, begun, attempts, next_attempt, waits_on,"
            + " code, closed, sealed, tenant, id, kind, received_day, created)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values(row, row.kind.code(), row.receivedDay, row.created));
  }

  public void update(RequestRow row) {
    sql.update(
        "UPDATE rights_request SET contact = ?, leaf = ?, spent_leaf = ?, version = ?, state = ?,"
            + " due_day = ?, due = ?, reminded = ?, verified = ?, extended = ?, told_day = ?,"
            + " begun = ?, attempts = ?, next_attempt = ?, waits_on = ?, code = ?, closed = ?,"
            + " sealed = ?"
            + ONE,
        values(row));
  }

  /** What can change of a request, its key, and what else is asked for. */
  private static Object[] values(RequestRow row, Object... others) {
    Object[] values = {
      row.contact,
      row.leaf,
      row.spentLeaf,
      row.version,
      row.state.name(),
      row.dueDay,
      row.due,
      row.reminded,
      row.verified,
      row.extended,
      row.toldDay,
      row.begun,
      row.attempts,
      row.nextAttempt,
      waitsOn(row),
      row.code,
      row.closed,
      row.sealed,
      row.tenant.toString(),
      row.id
    };
    return Stream.concat(Arrays.stream(values), Arrays.stream(others)).toArray();
  }

  private static String waitsOn(RequestRow row) {
    String all = String.join("\n", row.waitsOn);
    return all.length() <= LONGEST_WAIT ? all : all.substring(0, LONGEST_WAIT);
  }

  public Optional<RequestRow> find(Key key) {
    return sql.one(
        "SELECT * FROM rights_request" + ONE, RequestRow::read, key.tenant().toString(), key.id());
  }

  /** The request, for this transaction alone until it ends: on every node the others wait. */
  public Optional<RequestRow> lock(Key key) {
    sql.update(
        "UPDATE rights_request SET version = version" + ONE, key.tenant().toString(), key.id());
    return find(key);
  }

  /**
   * The soonest due first.
   *
   * @param due where to go on: after this time, or at it, after the id
   */
  public List<RequestRow> list(
      UUID tenant, Query query, long now, long due, String after, int limit) {
    StringBuilder text =
        new StringBuilder(
            "SELECT * FROM rights_request"
                + " WHERE tenant = ? AND (due > ? OR due = ? AND id > ?)");
    List<Object> values = new ArrayList<>(List.of(tenant.toString(), due, due, after));
    if (query.state() != null) {
      text.append(" AND state = ?");
      values.add(query.state().name());
    }
    if (query.kind() != null) {
      text.append(" AND kind = ?");
      values.add(query.kind().code());
    }
    if (query.overdue()) {
      text.append(" AND closed < 0 AND due < ?");
      values.add(now);
    }
    if (query.contact() != null) {
      text.append(" AND contact = ?");
      values.add(query.contact());
    }
    values.add(limit);
    return sql.list(
        text.append(" ORDER BY due, id FETCH FIRST ? ROWS ONLY").toString(),
        RequestRow::read,
        values.toArray());
  }

  public List<RequestRow> ofContact(UUID tenant, String contact) {
    return sql.list(
        "SELECT * FROM rights_request WHERE tenant = ? AND contact = ? ORDER BY id",
        RequestRow::read,
        tenant.toString(),
        contact);
  }

  /** The ids of a tenant's requests. */
  public List<String> ids(UUID tenant) {
    return sql.list(
        "SELECT id FROM rights_request WHERE tenant = ? ORDER BY id",
        row -> row.getString(1),
        tenant.toString());
  }

  /** Open requests whose end comes before a time, and that were not reminded of all of it. */
  public List<Key> nearing(long before, int lastStage) {
    return keys("closed < 0 AND due < ? AND reminded < ?", before, lastStage);
  }

  /** Begun requests that are to be tried now, those first that waited longest. */
  public List<Key> attemptsDue(long now) {
    return keys("next_attempt BETWEEN 0 AND ? ORDER BY next_attempt", now);
  }

  /** Moves the end of a claim, if it stands. */
  public void renew(Key key, int attempt, long until) {
    sql.update(
        "UPDATE rights_request SET next_attempt = ?"
            + ONE
            + " AND attempts = ? AND begun >= 0 AND closed < 0 AND state = 'IN_PROGRESS'",
        until,
        key.tenant().toString(),
        key.id(),
        attempt);
  }

  /** Has all that wait tried at a time. */
  public void wake(long at) {
    sql.update("UPDATE rights_request SET next_attempt = ? WHERE state = 'WAITING'", at);
  }

  /** Leaves one alone for a while whose turn could not even begin. */
  public void postpone(Key key, long until) {
    sql.update(
        "UPDATE rights_request SET next_attempt = ?" + ONE + " AND closed < 0",
        until,
        key.tenant().toString(),
        key.id());
  }

  /** Has one that waits tried at a time. */
  public void wake(Key key, long at) {
    sql.update(
        "UPDATE rights_request SET next_attempt = ?" + ONE + " AND state = 'WAITING'",
        at,
        key.tenant().toString(),
        key.id());
  }

  /** Has all tried now whose work was cut short. */
  public void takeOver(long now) {
    sql.update(
        "UPDATE rights_request SET next_attempt = ?"
            + " WHERE state = 'IN_PROGRESS' AND begun >= 0 AND closed < 0",
        now);
  }

  /** Requests with a leaf of their own that has served. */
  public List<Key> spent() {
    return keys("spent_leaf >= 0");
  }

  /** Requests without a contact that were closed before a time and can still be read. */
  public List<Key> strangersClosedBefore(long time) {
    return keys("closed BETWEEN 0 AND ? AND contact = '' AND LENGTH(sealed) > 0", time);
  }

  private List<Key> keys(String where, Object... values) {
    return sql.list(
        "SELECT tenant, id FROM rights_request WHERE " + where, RequestRows::key, values);
  }

  private static Key key(ResultSet row) throws SQLException {
    return new Key(UUID.fromString(row.getString("tenant")), row.getString("id"));
  }

  /**
   * How many requests of a tenant are in a state.
   *
   * @param near how many of these are open, and to be answered within seven days
   * @param overdue how many are open, and late
   */
  public record Count(UUID tenant, String state, int all, int near, int overdue) {}

  public List<Count> counts(long now) {
    return sql.list(
        "SELECT tenant, state, COUNT(*) AS amount,"
            + " SUM(CASE WHEN closed < 0 AND due >= ? AND due < ? THEN 1 ELSE 0 END) AS near,"
            + " SUM(CASE WHEN closed < 0 AND due < ? THEN 1 ELSE 0 END) AS late"
            + " FROM rights_request GROUP BY tenant, state ORDER BY tenant, state",
        row ->
            new Count(
                UUID.fromString(row.getString("tenant")),
                row.getString("state"),
                row.getInt("amount"),
                row.getInt("near"),
                row.getInt("late")),
        now,
        now + WEEK_MILLIS,
        now);
  }

  /** Takes every text out of the requests of a contact. */
  public void blank(UUID tenant, String contact) {
    sql.update(
        "UPDATE rights_request SET sealed = ? WHERE tenant = ? AND contact = ?",
        new byte[0],
        tenant.toString(),
        contact);
  }
}
