// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.persistence.StoreException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;

public class ThreadTransactionsTest {
  private static OpenStore store;

  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger given = new AtomicInteger();
  private final AtomicInteger commits = new AtomicInteger();
  private ThreadTransactions transactions;

  @BeforeClass
  public static void open() throws Exception {
    store = TestStore.open(TestStore.freshData());
    TestStore.execute(store.dataSource(), "CREATE TABLE a (id INT PRIMARY KEY)");
    TestStore.execute(store.dataSource(), "CREATE TABLE b (id INT PRIMARY KEY)");
  }

  @AfterClass
  public static void close() {
    store.close();
  }

  @Before
  public void setUp() throws SQLException {
    TestStore.execute(store.dataSource(), "DELETE FROM a");
    TestStore.execute(store.dataSource(), "DELETE FROM b");
    transactions =
        new ThreadTransactions(counting(store.dataSource()), store.dataSource(), connection -> {});
  }

  @After
  public void nothingIsLeft() {
    assertFalse(transactions.isActive());
    assertEquals(taken.get(), given.get());
  }

  @Test
  public void twoUsersCommitOnceTogether() throws SQLException {
    String answer =
        transactions.call(
            () -> {
              user("a", 1);
              transactions.call(
                  () -> {
                    user("b", 1);
                    return null;
                  });
              assertEquals(0, commits.get());
              return "done";
            });
    assertEquals("done", answer);
    assertEquals(1, commits.get());
    assertEquals(1, taken.get());
    assertEquals(1, count("a"));
    assertEquals(1, count("b"));
  }

  @Test
  public void theFirstIsGoneWhenTheSecondFails() throws SQLException {
    StoreException duplicate =
        assertThrows(
            StoreException.class,
            () ->
                transactions.call(
                    () -> {
                      user("a", 1);
                      user("b", 1);
                      user("b", 1);
                      return null;
                    }));
    assertEquals(StoreException.DUPLICATE, duplicate.code());
    assertNothingKept();
  }

  @Test
  public void aCaughtFailureOfAnInnerCallStillRollsBack() throws SQLException {
    IllegalArgumentException reason = new IllegalArgumentException();
    StoreException refused =
        assertThrows(
            StoreException.class,
            () ->
                transactions.call(
                    () -> {
                      user("a", 1);
                      assertSame(
                          reason,
                          assertThrows(
                              IllegalArgumentException.class,
                              () ->
                                  transactions.call(
                                      () -> {
                                        throw reason;
                                      })));
                      user("b", 1);
                      return null;
                    }));
    assertEquals(StoreException.UNAVAILABLE, refused.code());
    assertSame(reason, refused.getCause());
    assertNothingKept();
  }

  @Test
  public void anInnerRollbackRollsBackAll() throws SQLException {
    assertThrows(
        StoreException.class,
        () ->
            transactions.call(
                () -> {
                  user("a", 1);
                  try (Connection connection = transactions.getConnection()) {
                    connection.rollback();
                  }
                  return null;
                }));
    assertNothingKept();
  }

  @Test
  public void everyKindOfFailureRollsBackAndLeavesNothing() throws SQLException {
    StoreException wrapped =
        assertThrows(StoreException.class, () -> failing(new IOException("no")));
    assertTrue(wrapped.getCause() instanceof IOException);
    assertThrows(IllegalStateException.class, () -> failing(new IllegalStateException()));
    assertThrows(StackOverflowError.class, () -> failing(new StackOverflowError()));
    StoreException hidden =
        assertThrows(
            StoreException.class,
            () -> failing(new RuntimeException(new SQLException("full", "XSDG1"))));
    assertEquals(StoreException.UNAVAILABLE, hidden.code());
    SQLException batch = new SQLException("batch", "23000");
    batch.setNextException(new SQLException("duplicate", "23505"));
    StoreException duplicate =
        assertThrows(StoreException.class, () -> failing(new RuntimeException(batch)));
    assertEquals(StoreException.DUPLICATE, duplicate.code());
    StoreException known = StoreException.duplicate(null);
    assertSame(known, assertThrows(StoreException.class, () -> failing(known)));
    assertNothingKept();
  }

  @Test
  public void whatIsApartStays() throws SQLException {
    assertThrows(
        IllegalStateException.class,
        () ->
            transactions.call(
                () -> {
                  user("a", 1);
                  transactions.apart(
                      () -> {
                        user("b", 1);
                        return null;
                      });
                  assertTrue(transactions.isActive());
                  user("a", 2);
                  throw new IllegalStateException();
                }));
    assertEquals(0, count("a"));
    assertEquals(1, count("b"));
  }

  @Test
  public void aFailureApartDoesNotTouchTheOuterOne() throws SQLException {
    transactions.call(
        () -> {
          user("a", 1);
          assertThrows(
              IllegalStateException.class,
              () ->
                  transactions.apart(
                      () -> {
                        user("b", 1);
                        throw new IllegalStateException();
                      }));
          return null;
        });
    assertEquals(1, count("a"));
    assertEquals(0, count("b"));
  }

  @Test
  public void actionsRunAfterTheCommitAndOnlyThen() throws SQLException {
    List<String> ran = new ArrayList<>();
    transactions.call(
        () -> {
          user("a", 1);
          transactions.call(
              () -> {
                transactions.afterCommit(
                    () -> {
                      assertFalse(transactions.isActive());
                      ran.add("first");
                      throw new IllegalStateException("goes no further");
                    });
                return null;
              });
          transactions.afterCommit(() -> ran.add("second"));
          assertTrue(ran.isEmpty());
          return null;
        });
    assertEquals(List.of("first", "second"), ran);
    assertEquals(1, count("a"));
    assertThrows(
        IllegalStateException.class,
        () ->
            transactions.call(
                () -> {
                  transactions.afterCommit(() -> ran.add("never"));
                  throw new IllegalStateException();
                }));
    assertEquals(2, ran.size());
    assertThrows(IllegalStateException.class, () -> transactions.afterCommit(() -> {}));
  }

  @Test
  public void theConnectionWaitsForTheOuterEnd() throws SQLException {
    Connection[] kept = new Connection[1];
    transactions.call(
        () -> {
          Connection connection = transactions.getConnection();
          connection.setAutoCommit(false);
          connection.setReadOnly(true);
          TestStore.execute(transactions, "INSERT INTO a VALUES (1)");
          connection.commit();
          connection.setAutoCommit(true);
          assertEquals(0, commits.get());
          assertThrows(
              SQLException.class,
              () -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
          assertThrows(
              SQLException.class,
              () -> connection.unwrap(org.apache.derby.iapi.jdbc.EngineConnection.class));
          connection.close();
          assertThrows(SQLException.class, connection::createStatement);
          kept[0] = transactions.getConnection();
          return null;
        });
    assertEquals(1, count("a"));
    assertTrue(kept[0].isClosed());
    assertThrows(SQLException.class, kept[0]::createStatement);
  }

  @Test
  public void aFailedCommitIsNoAnswer() throws SQLException {
    ThreadTransactions broken =
        new ThreadTransactions(
            failingCommits(store.dataSource(), new SQLException("disk full", "XSLA1")),
            null,
            connection -> {});
    List<String> ran = new ArrayList<>();
    StoreException failure =
        assertThrows(
            StoreException.class,
            () ->
                broken.call(
                    () -> {
                      TestStore.execute(broken, "INSERT INTO a VALUES (1)");
                      broken.afterCommit(() -> ran.add("never"));
                      return "acknowledged";
                    }));
    assertEquals(StoreException.UNAVAILABLE, failure.code());
    assertTrue(ran.isEmpty());
    assertFalse(broken.isActive());
    assertEquals(0, count("a"));
  }

  @Test
  public void aCommitThatWouldRollBackIsNoAnswer() throws SQLException {
    ThreadTransactions doomed =
        new ThreadTransactions(
            counting(store.dataSource()),
            null,
            connection -> {
              throw new SQLException("a statement failed", "25P02");
            });
    assertThrows(
        StoreException.class,
        () ->
            doomed.call(
                () -> {
                  TestStore.execute(doomed, "INSERT INTO a VALUES (1)");
                  return "acknowledged";
                }));
    assertNothingKept();
  }

  @Test
  public void withoutAConnectionThereIsNothingToCommit() {
    assertNull(transactions.call(() -> null));
    assertEquals(0, taken.get());
  }

  @Test
  public void derbysInterruptsEndWithTheTransactionAndOthersOutliveIt() throws SQLException {
    assertThrows(
        StoreException.class,
        () ->
            transactions.call(
                () -> {
                  Thread.currentThread().interrupt();
                  throw new SQLException("the engine shut down", "08006");
                }));
    assertFalse(Thread.interrupted());

    Thread.currentThread().interrupt();
    transactions.call(
        () -> {
          user("a", 1);
          return null;
        });
    assertTrue(Thread.interrupted());
    assertEquals(1, count("a"));
  }

  private void failing(Throwable failure) {
    transactions.call(
        () -> {
          user("a", 1);
          if (failure instanceof Error error) {
            throw error;
          }
          throw (Exception) failure;
        });
  }

  /** Works as a JPA unit does. */
  private void user(String table, int id) throws SQLException {
    try (Connection connection = transactions.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.prepareStatement("INSERT INTO " + table + " VALUES (?)")) {
        statement.setInt(1, id);
        statement.executeUpdate();
      }
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  private static long count(String table) throws SQLException {
    return TestStore.number(store.dataSource(), "SELECT COUNT(*) FROM " + table);
  }

  private void assertNothingKept() throws SQLException {
    assertEquals(0, commits.get());
    assertEquals(0, count("a"));
    assertEquals(0, count("b"));
  }

  private DataSource counting(DataSource source) {
    return connections(
        source,
        (connection, method) -> {
          if (method.equals("close")) {
            given.incrementAndGet();
          } else if (method.equals("commit")) {
            commits.incrementAndGet();
          } else if (method.equals("")) {
            taken.incrementAndGet();
          }
        });
  }

  private static DataSource failingCommits(DataSource source, SQLException failure) {
    return connections(
        source,
        (connection, method) -> {
          if (method.equals("commit")) {
            throw failure;
          }
        });
  }

  private interface Watch {
    void on(Connection connection, String method) throws SQLException;
  }

  private static DataSource connections(DataSource source, Watch watch) {
    return (DataSource)
        Proxy.newProxyInstance(
            ThreadTransactionsTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              Connection connection = source.getConnection();
              watch.on(connection, "");
              return Proxy.newProxyInstance(
                  ThreadTransactionsTest.class.getClassLoader(),
                  new Class<?>[] {Connection.class},
                  (handle, call, values) -> {
                    watch.on(connection, call.getName());
                    try {
                      return call.invoke(connection, values);
                    } catch (InvocationTargetException e) {
                      throw e.getCause();
                    }
                  });
            });
  }
}
