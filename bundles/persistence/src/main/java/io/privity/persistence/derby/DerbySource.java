// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.derby;

import io.privity.api.encryption.StoreKey;
import io.privity.persistence.StoreRefusedException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to one Derby database. Derby wants the key when it boots the database and at no other
 * time, so that is all the time that the key is here.
 *
 * <p>When it can't write, Derby shuts the database down; the next connection asked for boots it
 * again.
 */
final class DerbySource extends EmbeddedDataSource implements AutoCloseable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(DerbySource.class);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final String NO_KEY = "XBM06";
  private static final String WRONG_KEY = "XBCXK";

  private final transient StoreKey key;
  private final AtomicInteger boots = new AtomicInteger();
  private boolean closed;
  private boolean failed;
  private long failedAt;

  DerbySource(Path database, StoreKey key) {
    this.key = key;
    setDatabaseName(database.toString());
  }

  @Override
  public Connection getConnection() throws SQLException {
    int before = boots.get();
    try {
      return super.getConnection();
    } catch (SQLException e) {
      bootAgain(before);
      return super.getConnection();
    }
  }

  /** Makes the database and shuts it down again, so that all of it is on disk. */
  void create() throws SQLException {
    connectWithKey(";create=true");
    shutDown();
  }

  /**
   * Tries to open the database without a key.
   *
   * @throws StoreRefusedException unless just that is what Derby minds
   */
  void requireLocked() throws SQLException {
    try {
      super.getConnection().close();
    } catch (SQLException e) {
      if (hasState(e, NO_KEY)) {
        return;
      }
      throw e;
    }
    throw new StoreRefusedException("The store is not encrypted: it opens without a key");
  }

  /**
   * Boots the database with its key.
   *
   * @throws StoreRefusedException when the key is another
   */
  void boot() throws SQLException {
    try {
      connectWithKey("");
    } catch (SQLException e) {
      if (hasState(e, WRONG_KEY)) {
        throw new StoreRefusedException("The store is encrypted with another key than the vault's");
      }
      throw e;
    }
  }

  private synchronized void bootAgain(int before) throws SQLException {
    if (closed) {
      throw new SQLException("The store is closed", "08003");
    }
    if (boots.get() != before) {
      return; // another thread did it meanwhile
    }
    if (failed && System.nanoTime() - failedAt < PAUSE_NANOS) {
      throw new SQLException("The store is down", "08004");
    }
    failed = true;
    try {
      boot();
      boots.incrementAndGet();
      failed = false;
      LOG.warn("Derby had shut the store down; it is open again");
    } finally {
      failedAt = System.nanoTime();
    }
  }

  private void connectWithKey(String more) throws SQLException {
    SQLException[] failure = new SQLException[1];
    key.use(
        bytes -> {
          EmbeddedDataSource keyed = new EmbeddedDataSource();
          keyed.setDatabaseName(getDatabaseName());
          keyed.setConnectionAttributes(
              "dataEncryption=true;encryptionAlgorithm=AES/CBC/NoPadding;encryptionKey="
                  + HexFormat.of().formatHex(bytes)
                  + more);
          try {
            keyed.getConnection().close();
          } catch (SQLException e) {
            failure[0] = e;
          }
        });
    if (failure[0] != null) {
      throw failure[0];
    }
  }

  private void shutDown() {
    EmbeddedDataSource shutdown = new EmbeddedDataSource();
    shutdown.setDatabaseName(getDatabaseName());
    shutdown.setShutdownDatabase("shutdown");
    try {
      shutdown.getConnection().close();
    } catch (SQLException e) {
      // 08006 says that it is shut down, 08003 and XJ004 that it was not open
      LOG.debug("Derby shut the store down: {}", e.getSQLState());
    }
  }

  private static boolean hasState(SQLException failure, String state) {
    for (SQLException e = failure; e != null; e = e.getNextException()) {
      if (state.equals(e.getSQLState())) {
        return true;
      }
      for (Throwable t = e.getCause(); t != null; t = t.getCause()) {
        if (t instanceof SQLException cause && state.equals(cause.getSQLState())) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public synchronized void close() {
    closed = true;
    shutDown();
  }
}
