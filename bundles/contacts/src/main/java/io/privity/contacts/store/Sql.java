// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.store;

import io.privity.api.persistence.Schema;
import io.privity.api.persistence.Statements;
import io.privity.api.persistence.Transactions;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Statements on the tables of this bundle, once they are there. */
@Component(service = Sql.class)
public final class Sql extends Statements {

  @Activate
  public Sql(
      @Reference(target = "(osgi.jndi.service.name=privity)") DataSource source,
      @Reference Transactions transactions,
      @Reference(target = "(bundle=io.privity.contacts)") Schema schema) {
    super(source::getConnection, transactions);
  }
}
