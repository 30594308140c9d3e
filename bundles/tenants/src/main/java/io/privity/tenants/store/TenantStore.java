// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.store;

import io.privity.api.persistence.Schema;
import io.privity.api.persistence.Transactions;
import java.util.function.Function;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The tables of this bundle. Thread-safe. */
@Component(service = TenantStore.class)
public final class TenantStore {
  private final JpaTemplate jpa;
  private final Transactions transactions;

  @Activate
  public TenantStore(
      @Reference(target = "(osgi.unit.name=tenants)") JpaTemplate jpa,
      @Reference Transactions transactions,
      @Reference(target = "(bundle=io.privity.tenants)") Schema schema) {
    this.jpa = jpa;
    this.transactions = transactions;
  }

  /** Runs work in the thread's transaction, or in one of its own. */
  public <T> T in(Function<Rows, T> work) {
    return transactions.call(
        () -> jpa.txExpr(TransactionType.Required, em -> work.apply(new Rows(em))));
  }

  /** Has the action run once the open transaction is durable. */
  public void afterCommit(Runnable action) {
    transactions.afterCommit(action);
  }
}
