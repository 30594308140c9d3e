// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The links by which subjects come in. */
@Component(service = LinkRows.class)
public final class LinkRows {
  /** Wrong codes that a link takes. */
  public static final int ATTEMPTS = 5;

  private static final String ONE = " WHERE tenant = ? AND id = ?";
  private static final String LIVE = " AND used < 0 AND expires > ?";

  /**
   * A link.
   *
   * @param contact empty for one that anybody may use
   * @param request whose package it leads to; empty for one that leads to the form
   * @param secret the hash of what the link's address ends with
   * @param code the keyed hash of the code
   * @param used when it was, epoch milliseconds; -1 until then
   */
  public record LinkRow(
      UUID tenant,
      String id,
      String contact,
      String request,
      byte[] secret,
      byte[] code,
      long expires,
      int attempts,
      long used,
      long created) {
    public boolean isLive(long now) {
      return used < 0 && expires > now && attempts < ATTEMPTS;
    }
  }

  private final Sql sql;

  @Activate
  public LinkRows(@Reference Sql sql) {
    this.sql = sql;
  }

  public void insert(LinkRow link) {
    sql.update(
        "INSERT INTO rights_intake_link (tenant, id, contact, request, secret, code, expires, attempts,"
            + " used, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        link.tenant().toString(),
        link.id(),
        link.contact(),
        link.request(),
        link.secret(),
        link.code(),
        link.expires(),
        link.attempts(),
        link.used(),
        link.created());
  }

  public Optional<LinkRow> find(UUID tenant, String id) {
    return sql.one("SELECT * FROM rights_intake_link" + ONE, LinkRows::read, tenant.toString(), id);
  }

  private static LinkRow read(ResultSet row) throws SQLException {
    return new LinkRow(
        UUID.fromString(row.getString("tenant")),
        row.getString("id"),
        row.getString("contact"),
        row.getString("request"),
        row.getBytes("secret"),
        row.getBytes("code"),
        row.getLong("expires"),
        row.getInt("attempts"),
        row.getLong("used"),
        row.getLong("created"));
  }

  /**
   * Counts an attempt at a live link. A wrong one takes one of those that it has; for a right one,
   * one must be left.
   *
   * @return false when none was left
   */
  public boolean attempt(LinkRow link, boolean right, long now) {
    return sql.update(
            "UPDATE rights_intake_link SET attempts = attempts + ?"
                + ONE
                + LIVE
                + " AND attempts < ?",
            right ? 0 : 1,
            link.tenant().toString(),
            link.id(),
            now,
            ATTEMPTS)
        == 1;
  }

  /** Uses it up; false when somebody else did, or it has expired. */
  public boolean use(LinkRow link, long now) {
    return sql.update(
            "UPDATE rights_intake_link SET used = ?" + ONE + LIVE,
            now,
            link.tenant().toString(),
            link.id(),
            now)
        == 1;
  }

  /** Lets it expire now; false when it had come to its end before. */
  public boolean revoke(UUID tenant, String id, long now) {
    return sql.update(
            "UPDATE rights_intake_link SET expires = ?" + ONE + LIVE,
            now,
            tenant.toString(),
            id,
            now)
        == 1;
  }

  public void removeOfContact(UUID tenant, String contact) {
    sql.update(
        "DELETE FROM rights_intake_link WHERE tenant = ? AND contact = ?",
        tenant.toString(),
        contact);
  }

  /** Forgets those of a tenant that expired before a time. */
  public void removeExpired(UUID tenant, long before) {
    sql.update(
        "DELETE FROM rights_intake_link WHERE tenant = ? AND expires < ?",
        tenant.toString(),
        before);
  }
}
