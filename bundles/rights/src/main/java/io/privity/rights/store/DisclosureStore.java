// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Disclosures, and the notices that follow from them. */
@Component(service = DisclosureStore.class)
public final class DisclosureStore {
  private static final String DISCLOSURE =
      "SELECT id, leaf, sealed FROM rights_disclosure WHERE tenant = ?";
  private static final Sql.Row<Disclosure> DISCLOSURE_ROW =
      row -> new Disclosure(row.getString(1), row.getLong(2), row.getBytes(3));
  private static final String NOTICE =
      "SELECT id, leaf, request, kind, created, acknowledged, sealed FROM rights_notice";
  private static final Sql.Row<Notice> NOTICE_ROW =
      row ->
          new Notice(
              row.getString(1),
              row.getLong(2),
              row.getString(3),
              row.getString(4),
              row.getLong(5),
              row.getLong(6),
              row.getBytes(7));

  /** A sealed disclosure. */
  public record Disclosure(String id, long leaf, byte[] sealed) {}

  /**
   * A notice; {@code acknowledged} is -1 while it is open.
   *
   * @param leaf its own leaf: the subject's may be gone
   */
  public record Notice(
      String id,
      long leaf,
      String request,
      String kind,
      long created,
      long acknowledged,
      byte[] sealed) {}

  private final Sql sql;

  @Activate
  public DisclosureStore(@Reference Sql sql) {
    this.sql = sql;
  }

  public void insert(UUID tenant, Disclosure disclosure) {
    sql.update(
        "INSERT INTO rights_disclosure (tenant, leaf, id, sealed) VALUES (?, ?, ?, ?)",
        tenant.toString(),
        disclosure.leaf(),
        disclosure.id(),
        disclosure.sealed());
  }

  /** A subject's disclosures, the first first. */
  public List<Disclosure> of(UUID tenant, long leaf) {
    return sql.list(
        DISCLOSURE + " AND leaf = ? ORDER BY id", DISCLOSURE_ROW, tenant.toString(), leaf);
  }

  /** All of a tenant. */
  public List<Disclosure> of(UUID tenant) {
    return sql.list(DISCLOSURE + " ORDER BY leaf, id", DISCLOSURE_ROW, tenant.toString());
  }

  public void erase(UUID tenant, long leaf) {
    sql.update(
        "DELETE FROM rights_disclosure WHERE tenant = ? AND leaf = ?", tenant.toString(), leaf);
  }

  public void insert(UUID tenant, Notice notice) {
    sql.update(
        "INSERT INTO rights_notice (tenant, id, leaf, request, kind, created, acknowledged, sealed)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        tenant.toString(),
        notice.id(),
        notice.leaf(),
        notice.request(),
        notice.kind(),
        notice.created(),
        notice.acknowledged(),
        notice.sealed());
  }

  public Optional<Notice> notice(UUID tenant, String id) {
    return sql.one(NOTICE + " WHERE tenant = ? AND id = ?", NOTICE_ROW, tenant.toString(), id);
  }

  /** The notices of a request. */
  public List<Notice> ofRequest(UUID tenant, String request) {
    return sql.list(
        NOTICE + " WHERE tenant = ? AND request = ? ORDER BY id",
        NOTICE_ROW,
        tenant.toString(),
        request);
  }

  /** Some notices of a tenant, the first first. */
  public List<Notice> notices(UUID tenant, boolean openOnly, String after, int limit) {
    return sql.list(
        NOTICE
            + " WHERE tenant = ? AND id > ?"
            + (openOnly ? " AND acknowledged < 0" : "")
            + " ORDER BY id FETCH FIRST "
            + limit
            + " ROWS ONLY",
        NOTICE_ROW,
        tenant.toString(),
        after == null ? "" : after);
  }

  /**
   * Notes it, and drops what was sealed.
   *
   * @return false when it was acknowledged before
   */
  public boolean acknowledge(UUID tenant, String id, long now) {
    return sql.update(
            "UPDATE rights_notice SET acknowledged = ?, sealed = ?"
                + " WHERE tenant = ? AND id = ? AND acknowledged < 0",
            now,
            new byte[0],
            tenant.toString(),
            id)
        == 1;
  }
}
