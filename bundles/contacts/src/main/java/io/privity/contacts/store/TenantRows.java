// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.store;

import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** All rows of a tenant, for its end. Thread-safe. */
@Component(service = TenantRows.class)
public final class TenantRows {
  /** So many in a transaction, so that others need not wait for long. */
  private static final int AT_ONCE = 1000;

  /** A table, and the column that its rows of a tenant are gone through by. */
  private record Table(String name, String key) {
    String delete() {
      return "DELETE FROM "
          + name
          + " WHERE tenant = ? AND "
          + key
          + " <= (SELECT MAX(k) FROM (SELECT "
          + key
          + " AS k FROM "
          + name
          + " WHERE tenant = ? ORDER BY "
          + key
          + " FETCH FIRST "
          + AT_ONCE
          + " ROWS ONLY) AS page)";
    }
  }

  private static final List<Table> TABLES =
      List.of(
          new Table("contacts_contact", "id"),
          new Table("contacts_custom_field", "name"),
          new Table("contacts_shred", "leaf"),
          new Table("contacts_import_mention", "import_id"),
          new Table("contacts_import_reject", "import_id"),
          new Table("contacts_import_before", "import_id"),
          new Table("contacts_import_piece", "import_id"),
          new Table("contacts_import", "id"));

  private final Sql sql;

  @Activate
  public TenantRows(@Reference Sql sql) {
    this.sql = sql;
  }

  /** Deletes them all. Cut short, it may be called again. */
  public void delete(UUID tenant) {
    String id = tenant.toString();
    for (Table table : TABLES) {
      while (sql.update(table.delete(), id, id) > 0) {
        // some at a time
      }
    }
  }
}
