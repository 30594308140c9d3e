// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.store;

import io.privity.api.persistence.Schema;
import io.privity.api.persistence.Statements;
import io.privity.api.persistence.Transactions;
import java.sql.Connection;
import java.util.UUID;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Statements on the tables of this bundle, once they are there. No value is null. */
@Component(service = Sql.class)
public final class Sql extends Statements {
  private static final String EMBEDDED = "Derby";

  private final DataSource source;
  private final Transactions transactions;

  @Activate
  public Sql(
      @Reference(target = "(osgi.jndi.service.name=privity)") DataSource source,
      @Reference Transactions transactions,
      @Reference(target = "(bundle=io.privity.rights)") Schema schema) {
    this(source, transactions);
  }

  /** For tests, over tables that were made before. */
  public Sql(DataSource source, Transactions transactions) {
    super(source::getConnection, transactions);
    this.source = source;
    this.transactions = transactions;
  }

  /** Runs work in the thread's transaction, or in a new one. */
  public <T> T in(Transactions.Work<T> work) {
    return transactions.call(work);
  }

  /** True for the embedded store, which this server alone uses. */
  public boolean isEmbedded() {
    return in(
        () -> {
          try (Connection connection = source.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().contains(EMBEDDED);
          }
        });
  }

  /** Removes a tenant's rows from tables. */
  public void removeTenant(UUID tenant, String... tables) {
    in(
        () -> {
          for (String table : tables) {
            update("DELETE FROM " + table + " WHERE tenant = ?", tenant.toString());
          }
          return null;
        });
  }
}
