// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.store;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keyed hashes of what erased subjects are recognised by. */
@Component(service = SuppressionStore.class)
public final class SuppressionStore {
  /** Parameters of one query at most. */
  private static final int AT_ONCE = 500;

  private final Sql sql;

  @Activate
  public SuppressionStore(@Reference Sql sql) {
    this.sql = sql;
  }

  /** Those of the hashes that are there. */
  public Set<String> among(UUID tenant, List<String> hashes) {
    Set<String> found = new HashSet<>();
    for (int from = 0; from < hashes.size(); from += AT_ONCE) {
      List<String> some = hashes.subList(from, Math.min(hashes.size(), from + AT_ONCE));
      Object[] values = new Object[some.size() + 1];
      values[0] = tenant.toString();
      for (int i = 0; i < some.size(); i++) {
        values[i + 1] = some.get(i);
      }
      String marks = "?, ".repeat(some.size() - 1) + '?';
      found.addAll(
          sql.list(
              "SELECT hash FROM rights_suppression WHERE tenant = ? AND hash IN (" + marks + ")",
              row -> row.getString(1),
              values));
    }
    return found;
  }

  public boolean isEmpty(UUID tenant) {
    return sql.one(
            "SELECT hash FROM rights_suppression WHERE tenant = ? FETCH FIRST 1 ROWS ONLY",
            row -> row.getString(1),
            tenant.toString())
        .isEmpty();
  }

  public void insert(UUID tenant, String hash, long now) {
    sql.update(
        "INSERT INTO rights_suppression (tenant, hash, since) VALUES (?, ?, ?)",
        tenant.toString(),
        hash,
        now);
  }

  public void delete(UUID tenant, String hash) {
    sql.update(
        "DELETE FROM rights_suppression WHERE tenant = ? AND hash = ?", tenant.toString(), hash);
  }
}
