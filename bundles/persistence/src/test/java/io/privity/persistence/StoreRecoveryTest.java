// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assume.assumeTrue;

import io.privity.api.persistence.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class StoreRecoveryTest {
  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

  private final Random random = new Random(1);
  private Path data;
  private OpenStore store;

  @Before
  public void open() throws Exception {
    data = TestStore.freshData();
    store = TestStore.open(data);
    TestStore.execute(
        store.dataSource(), "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(32672) FOR BIT DATA)");
  }

  @After
  public void close() {
    store.close();
  }

  /**
   * Files may not grow any more, which is to Derby what a full disk is; needs no root. Then they
   * may again.
   */
  @Test
  public void whatWasAcknowledgedOutlivesAFullDisk() throws Exception {
    assumeTrue("util-linux is needed", Files.isExecutable(PRLIMIT));
    int acknowledged = 0;
    insert(++acknowledged);
    limitFilesTo(String.valueOf(300 * 8192));
    try {
      StoreException full = null;
      while (full == null) {
        try {
          insert(acknowledged + 1);
          acknowledged++;
        } catch (StoreException e) {
          full = e;
        }
      }
      assertEquals(StoreException.UNAVAILABLE, full.code());
    } finally {
      limitFilesTo("unlimited");
    }
    // the pool may hold dead connections; each is found out once
    boolean written = false;
    while (!written) {
      try {
        insert(1_000_000);
        written = true;
      } catch (StoreException e) {
        assertEquals(StoreException.UNAVAILABLE, e.code());
      }
    }
    assertKept(acknowledged);
    store.close();
    store = TestStore.open(data);
    assertKept(acknowledged);
  }

  @Test
  public void anEngineThatShutItselfDownIsStartedAgain() throws Exception {
    insert(1);
    EmbeddedDataSource shutdown = new EmbeddedDataSource();
    shutdown.setDatabaseName(data.resolve("db/privity").toString());
    shutdown.setShutdownDatabase("shutdown");
    assertThrows(SQLException.class, shutdown::getConnection);
    boolean written = false;
    for (int tries = 0; !written && tries < 6; tries++) {
      try {
        insert(1_000_000);
        written = true;
      } catch (StoreException e) {
        assertEquals(StoreException.UNAVAILABLE, e.code());
      }
    }
    assertKept(1);
  }

  private void insert(int id) {
    store
        .transactions()
        .call(
            () -> {
              byte[] value = new byte[3000];
              random.nextBytes(value);
              try (Connection connection = store.dataSource().getConnection();
                  PreparedStatement insert =
                      connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
                insert.setInt(1, id);
                insert.setBytes(2, value);
                return insert.executeUpdate();
              }
            });
  }

  private void assertKept(int acknowledged) throws SQLException {
    assertEquals(
        acknowledged,
        TestStore.number(store.dataSource(), "SELECT COUNT(*) FROM t WHERE id <= " + acknowledged));
    assertEquals(
        1, TestStore.number(store.dataSource(), "SELECT COUNT(*) FROM t WHERE id = 1000000"));
  }

  private static void limitFilesTo(String bytes) throws IOException, InterruptedException {
    String self = String.valueOf(ProcessHandle.current().pid());
    int exit =
        new ProcessBuilder(PRLIMIT.toString(), "--pid", self, "--fsize=" + bytes + ":")
            .inheritIO()
            .start()
            .waitFor();
    assumeTrue("the limit can't be set", exit == 0);
  }
}
