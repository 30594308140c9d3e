// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.persistence.StoreException;
import io.privity.api.persistence.Transactions;
import io.privity.tenants.store.TenantStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.apache.aries.jpa.template.EmConsumer;
import org.apache.aries.jpa.template.EmFunction;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.eclipse.persistence.jpa.PersistenceProvider;

/** An embedded Derby in memory, with this bundle's changelog, its JPA unit, and transactions. */
final class TestDatabase implements Transactions, JpaTemplate {
  private static final TestDatabase SHARED = new TestDatabase();

  private final EntityManagerFactory factory;
  private final ThreadLocal<Open> open = new ThreadLocal<>();

  /** The thread whose next commit fails. */
  volatile Thread failing;

  private record Open(EntityManager em, List<Runnable> afterCommit) {}

  /** One for all tests: they use tenants of their own. */
  static TestDatabase shared() {
    return SHARED;
  }

  private TestDatabase() {
    Logger.getLogger("liquibase").setLevel(Level.OFF);
    EmbeddedDataSource derby = new EmbeddedDataSource();
    derby.setDatabaseName("memory:" + UUID.randomUUID());
    derby.setCreateDatabase("create");
    try (Connection connection = derby.getConnection();
        Liquibase liquibase =
            new Liquibase(
                "db/tenants.xml",
                new ClassLoaderResourceAccessor(),
                DatabaseFactory.getInstance()
                    .findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
      liquibase.update("");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    derby.setCreateDatabase(null);
    factory =
        new PersistenceProvider()
            .createEntityManagerFactory(
                "tenants", Map.of("javax.persistence.nonJtaDataSource", derby));
  }

  TenantStore store() {
    return new TenantStore(this, this, () -> "io.privity.tenants");
  }

  @Override
  public <T> T call(Work<T> work) {
    if (open.get() != null) {
      try {
        return work.run();
      } catch (Exception e) {
        open.get().em().getTransaction().setRollbackOnly();
        throw translated(e);
      }
    }
    Open mine = new Open(factory.createEntityManager(), new ArrayList<>());
    open.set(mine);
    try {
      mine.em().getTransaction().begin();
      T result = work.run();
      if (failing == Thread.currentThread()) {
        failing = null;
        throw new SQLException("no commit");
      }
      mine.em().getTransaction().commit();
      open.remove();
      mine.afterCommit().forEach(Runnable::run);
      return result;
    } catch (Exception e) {
      throw translated(e);
    } finally {
      open.remove();
      if (mine.em().getTransaction().isActive()) {
        mine.em().getTransaction().rollback();
      }
      mine.em().close();
    }
  }

  private static RuntimeException translated(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return "23505".equals(sql.getSQLState())
            ? StoreException.duplicate(e)
            : StoreException.unavailable(e);
      }
    }
    return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
  }

  @Override
  public <T> T apart(Work<T> work) {
    Open outer = open.get();
    open.remove();
    try {
      return call(work);
    } finally {
      open.set(outer);
    }
  }

  @Override
  public boolean isActive() {
    return open.get() != null;
  }

  @Override
  public void afterCommit(Runnable action) {
    open.get().afterCommit().add(action);
  }

  @Override
  public <R> R txExpr(TransactionType type, EmFunction<R> code) {
    return code.apply(open.get().em());
  }

  @Override
  public <R> R txExpr(EmFunction<R> code) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void tx(TransactionType type, EmConsumer code) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void tx(EmConsumer code) {
    throw new UnsupportedOperationException();
  }
}
