// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.store;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The bundles whose holder was ever seen. */
@Component(service = HolderRegister.class)
public final class HolderRegister {
  private final Sql sql;

  @Activate
  public HolderRegister(@Reference Sql sql) {
    this.sql = sql;
  }

  /** Remembers a bundle; one that is known stays as it is. */
  public void remember(String bundle, long now) {
    sql.in(
        () -> {
          if (!all().contains(bundle)) {
            sql.update("INSERT INTO rights_holder (bundle, first_seen) VALUES (?, ?)", bundle, now);
          }
          return null;
        });
  }

  /** The symbolic names. */
  public List<String> all() {
    return sql.list("SELECT bundle FROM rights_holder ORDER BY bundle", row -> row.getString(1));
  }
}
