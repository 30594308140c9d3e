// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.testkit;

import java.util.Map;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.apache.aries.jpa.template.EmConsumer;
import org.apache.aries.jpa.template.EmFunction;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.eclipse.persistence.jpa.PersistenceProvider;

/**
 * A unit's template as Aries makes it: what runs inside another on the thread shares its manager.
 */
final class UnitTemplate implements JpaTemplate {
  private final EntityManagerFactory factory;
  private final ThreadLocal<EntityManager> current = new ThreadLocal<>();

  UnitTemplate(String unit, DataSource source) {
    factory =
        new PersistenceProvider()
            .createEntityManagerFactory(unit, Map.of("javax.persistence.nonJtaDataSource", source));
    if (factory == null) {
      throw new IllegalArgumentException("no META-INF/persistence.xml has a unit " + unit);
    }
  }

  @Override
  public <R> R txExpr(TransactionType type, EmFunction<R> code) {
    if (type != TransactionType.Required) {
      throw new IllegalStateException("a unit that is RESOURCE_LOCAL knows Required alone");
    }
    EntityManager open = current.get();
    return open != null ? code.apply(open) : begin(factory.createEntityManager(), code);
  }

  private <R> R begin(EntityManager manager, EmFunction<R> code) {
    current.set(manager);
    try {
      manager.getTransaction().begin();
      R result = code.apply(manager);
      manager.getTransaction().commit();
      return result;
    } finally {
      current.remove();
      if (manager.getTransaction().isActive()) {
        manager.getTransaction().rollback();
      }
      manager.close();
    }
  }

  @Override
  public <R> R txExpr(EmFunction<R> code) {
    return txExpr(TransactionType.Required, code);
  }

  @Override
  public void tx(TransactionType type, EmConsumer code) {
    txExpr(
        type,
        manager -> {
          code.accept(manager);
          return null;
        });
  }

  @Override
  public void tx(EmConsumer code) {
    tx(TransactionType.Required, code);
  }
}
