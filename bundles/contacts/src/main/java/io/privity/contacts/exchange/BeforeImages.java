// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;
import io.privity.contacts.store.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What contacts were before imports changed them, for reverts: kept as long as the import's report,
 * and no longer than the contact. Thread-safe.
 */
@Component(service = BeforeImages.class)
public final class BeforeImages {
  private static final String SELECT =
      "SELECT b.import_id, b.contact, b.version, b.leaf, i.report_leaf, b.sealed"
          + " FROM contacts_import_before b"
          + " JOIN contacts_import i ON i.tenant = b.tenant AND i.id = b.import_id"
          + " WHERE i.report_leaf >= 0 AND b.tenant = ? AND b.contact = ?";

  private final Sql sql;
  private final TwiceSealed twice;

  /**
   * A contact before an import.
   *
   * @param version the version that the import left
   * @param leaf the contact's own
   * @param json the document before
   */
  public record Before(String importId, String contact, long version, long leaf, byte[] json) {
    private RecordName report(long reportLeaf) {
      return new RecordName(reportLeaf, "import-before", importId + "/" + contact, version);
    }

    private RecordName own() {
      return new RecordName(leaf, "contact-before", importId + "/" + contact, version);
    }
  }

  @Activate
  public BeforeImages(@Reference Sql sql, @Reference Keyring keyring) {
    this.sql = sql;
    this.twice = new TwiceSealed(keyring);
  }

  /** Keeps some of an import's, in the open transaction. */
  void add(ImportJob job, List<Before> all) {
    List<Object[]> rows = new ArrayList<>(all.size());
    for (Before b : all) {
      byte[] sealed = twice.seal(job.caller(), b.report(job.reportLeaf()), b.own(), b.json());
      String tenant = job.caller().tenant().toString();
      rows.add(new Object[] {tenant, b.importId(), b.contact(), b.version(), b.leaf(), sealed});
    }
    sql.batch(
        "INSERT INTO contacts_import_before (tenant, import_id, contact, version, leaf, sealed)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        rows);
  }

  /** The document before an import left that version of a contact; null when it is gone. */
  byte[] find(ImportJob job, String contact, long version) {
    String tenant = job.caller().tenant().toString();
    String one = SELECT + " AND b.import_id = ? AND b.version = ?";
    List<Before> found = select(job.caller(), one, tenant, contact, job.id(), version);
    return found.isEmpty() ? null : found.get(0).json();
  }

  /** All that is kept of a contact. */
  public List<Before> of(Caller caller, String contact) {
    String all = SELECT + " ORDER BY b.import_id, b.version";
    return select(caller, all, caller.tenant().toString(), contact);
  }

  private List<Before> select(Caller caller, String select, Object... values) {
    return sql
        .list(
            select,
            row -> {
              Before at =
                  new Before(
                      row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), null);
              byte[] json =
                  twice.open(caller, at.report(row.getLong(5)), at.own(), row.getBytes(6));
              return new Before(at.importId(), at.contact(), at.version(), at.leaf(), json);
            },
            values)
        .stream()
        .filter(before -> before.json() != null)
        .toList();
  }

  /** Drops what is kept of an erased contact. */
  public void erase(UUID tenant, String contact) {
    sql.update(
        "DELETE FROM contacts_import_before WHERE tenant = ? AND contact = ?",
        tenant.toString(),
        contact);
  }

  /** Drops what is kept of an import. */
  void delete(UUID tenant, String importId) {
    sql.update(
        "DELETE FROM contacts_import_before WHERE tenant = ? AND import_id = ?",
        tenant.toString(),
        importId);
  }
}
