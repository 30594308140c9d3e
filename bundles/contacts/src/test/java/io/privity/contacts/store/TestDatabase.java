// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.store;

import io.privity.api.persistence.Schema;
import io.privity.api.persistence.StoreException;
import io.privity.api.persistence.Transactions;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;
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
public final class TestDatabase implements Transactions, Schema {
  private static TestDatabase shared;

  private final EmbeddedDataSource derby = new EmbeddedDataSource();
  private final EntityManagerFactory factory;
  private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();
  private final ThreadLocal<Open> open = new ThreadLocal<>();

  /** The thread whose next commit fails. */
  public volatile Thread failing;

  private static final class Open {
    final Connection connection;
    final List<Runnable> afterCommit = new ArrayList<>();
    boolean failed;

    Open(Connection connection) {
      this.connection = connection;
    }
  }

  /** One for all tests: they use tenants of their own. */
  public static synchronized TestDatabase shared() {
    if (shared == null) {
      shared = new TestDatabase();
    }
    return shared;
  }

  private TestDatabase() {
    Logger.getLogger("liquibase").setLevel(Level.OFF);
    derby.setDatabaseName("memory:" + UUID.randomUUID());
    derby.setCreateDatabase("create");
    try (Connection connection = derby.getConnection()) {
      Liquibase liquibase =
          new Liquibase(
              "db/contacts.xml",
              new ClassLoaderResourceAccessor(),
              DatabaseFactory.getInstance()
                  .findCorrectDatabaseImplementation(new JdbcConnection(connection)));
      liquibase.update("");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    derby.setCreateDatabase(null);
    factory =
        new PersistenceProvider()
            .createEntityManagerFactory(
                "contacts",
                Map.of(
                    "javax.persistence.nonJtaDataSource",
                    source(),
                    "eclipselink.weaving",
                    "false"));
  }

  public ContactStore store() {
    return new ContactStore(jpa(), source(), this, this);
  }

  @Override
  public String bundle() {
    return "io.privity.contacts";
  }

  public JpaTemplate jpa() {
    return new JpaTemplate() {
      @Override
      public <R> R txExpr(TransactionType type, EmFunction<R> code) {
        EntityManager em = factory.createEntityManager();
        try {
          em.getTransaction().begin();
          R result = code.apply(em);
          em.getTransaction().commit();
          return result;
        } catch (RuntimeException e) {
          if (em.getTransaction().isActive()) {
            em.getTransaction().rollback();
          }
          throw e;
        } finally {
          em.close();
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
            em -> {
              code.accept(em);
              return null;
            });
      }

      @Override
      public void tx(EmConsumer code) {
        tx(TransactionType.Required, code);
      }
    };
  }

  /** Inside a transaction its connection, whose end is left to the transaction. */
  public DataSource source() {
    return new DataSource() {
      @Override
      public Connection getConnection() throws SQLException {
        Open current = open.get();
        return current == null ? derby.getConnection() : lent(current);
      }

      @Override
      public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
      }

      @Override
      public PrintWriter getLogWriter() {
        return null;
      }

      @Override
      public void setLogWriter(PrintWriter out) {}

      @Override
      public void setLoginTimeout(int seconds) {}

      @Override
      public int getLoginTimeout() {
        return 0;
      }

      @Override
      public Logger getParentLogger() {
        return Logger.getGlobal();
      }

      @Override
      public <T> T unwrap(Class<T> type) {
        return null;
      }

      @Override
      public boolean isWrapperFor(Class<?> type) {
        return false;
      }
    };
  }

  private static Connection lent(Open current) {
    return (Connection)
        Proxy.newProxyInstance(
            TestDatabase.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "rollback" -> current.failed = true;
                case "commit", "close", "setAutoCommit" -> {
                  // the outer end does it
                }
                default -> {
                  try {
                    return method.invoke(current.connection, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                }
              }
              return null;
            });
  }

  @Override
  public <T> T call(Work<T> work) {
    Open current = open.get();
    if (current == null) {
      return run(work);
    }
    try {
      return work.run();
    } catch (RuntimeException e) {
      current.failed = true;
      throw e;
    } catch (Exception e) {
      current.failed = true;
      throw StoreException.unavailable(e);
    }
  }

  @Override
  public <T> T apart(Work<T> work) {
    Open outer = open.get();
    open.remove();
    try {
      return run(work);
    } finally {
      if (outer != null) {
        open.set(outer);
      }
    }
  }

  private <T> T run(Work<T> work) {
    try {
      Connection connection = borrow();
      Open current = new Open(connection);
      open.set(current);
      try {
        T result = work.run();
        if (current.failed || failing == Thread.currentThread()) {
          failing = null;
          throw new SQLException("no commit");
        }
        connection.commit();
        open.remove();
        current.afterCommit.forEach(Runnable::run);
        return result;
      } finally {
        open.remove();
        connection.rollback();
        idle.add(connection);
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw StoreException.unavailable(e);
    }
  }

  private Connection borrow() throws SQLException {
    Connection connection = idle.poll();
    if (connection == null) {
      connection = derby.getConnection();
      connection.setAutoCommit(false);
    }
    return connection;
  }

  @Override
  public boolean isActive() {
    return open.get() != null;
  }

  @Override
  public void afterCommit(Runnable action) {
    open.get().afterCommit.add(action);
  }
}
