// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What goes wrong in a store, below its pool and its transactions. At first nothing does.
 * Thread-safe.
 */
public final class Faults {
  /** What happens at some point; what it throws, the user of the connection gets. */
  @FunctionalInterface
  public interface Step {
    void run() throws SQLException;
  }

  /** Nothing happens. */
  public static final Step NONE = () -> {};

  /** The database fails. */
  public static final Step FAIL =
      () -> {
        throw new SQLException("told to fail");
      };

  private volatile Step beforeStatement = NONE;
  private volatile Step beforeCommit = NONE;
  private volatile Step afterCommit = NONE;

  Faults() {}

  /** Before each statement is prepared. */
  public void beforeStatement(Step step) {
    beforeStatement = step;
  }

  /** Before each commit: when it throws, nothing is kept. */
  public void beforeCommit(Step step) {
    beforeCommit = step;
  }

  /** After each commit: when it throws, all is kept, and only the answer is lost. */
  public void afterCommit(Step step) {
    afterCommit = step;
  }

  /** The calling thread's next commit fails, and nothing of it is kept. */
  public void failNextCommit() {
    Thread failing = Thread.currentThread();
    beforeCommit(
        () -> {
          if (Thread.currentThread() == failing) {
            beforeCommit(NONE);
            FAIL.run();
          }
        });
  }

  /** One statement fails: the one after so many. */
  public void failStatement(int after) {
    AtomicInteger left = new AtomicInteger(after);
    beforeStatement(
        () -> {
          if (left.getAndDecrement() == 0) {
            FAIL.run();
          }
        });
  }

  /** From now on nothing goes wrong. */
  public void none() {
    beforeStatement = NONE;
    beforeCommit = NONE;
    afterCommit = NONE;
  }

  Connection in(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Faults.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              boolean commit = method.getName().equals("commit");
              if (commit) {
                beforeCommit.run();
              } else if (method.getName().equals("prepareStatement")) {
                beforeStatement.run();
              }
              try {
                Object result = method.invoke(connection, arguments);
                if (commit) {
                  afterCommit.run();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
