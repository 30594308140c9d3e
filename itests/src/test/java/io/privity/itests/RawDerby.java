// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The yardstick: insert and commit by plain JDBC on an equally encrypted Derby. */
public final class RawDerby {
  private RawDerby() {}

  /**
   * Arguments: directory, connections, seconds to warm up, seconds to count. Prints operations a
   * second.
   */
  public static void main(String[] arguments) throws Exception {
    String url =
        "jdbc:derby:"
            + arguments[0]
            + ";create=true;dataEncryption=true;encryptionAlgorithm=AES/CBC/NoPadding;encryptionKey="
            + "0123456789abcdef".repeat(4);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE contact (tenant CHAR(36) NOT NULL, id CHAR(36) NOT NULL, leaf BIGINT NOT NULL,"
              + " version BIGINT NOT NULL, created BIGINT NOT NULL, updated BIGINT NOT NULL,"
              + " sealed VARCHAR(32672) FOR BIT DATA NOT NULL, PRIMARY KEY (tenant, id))");
    }
    run(url, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    System.out.println(run(url, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[3])));
  }

  private static double run(String url, int connections, int seconds) throws Exception {
    byte[] sealed = "s".repeat(330).getBytes(StandardCharsets.UTF_8);
    String tenant = UUID.randomUUID().toString();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    List<Future<Integer>> runs = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      runs.add(
          threads.submit(
              () -> {
                int count = 0;
                try (Connection connection = DriverManager.getConnection(url);
                    PreparedStatement insert =
                        connection.prepareStatement(
                            "INSERT INTO contact VALUES (?, ?, ?, ?, ?, ?, ?)")) {
                  connection.setAutoCommit(false);
                  while (System.nanoTime() < end) {
                    insert.setString(1, tenant);
                    insert.setString(2, UUID.randomUUID().toString());
                    insert.setLong(3, count);
                    insert.setLong(4, 1);
                    insert.setLong(5, end);
                    insert.setLong(6, end);
                    insert.setBytes(7, sealed);
                    insert.executeUpdate();
                    connection.commit();
                    count++;
                  }
                }
                return count;
              }));
    }
    int all = 0;
    for (Future<Integer> run : runs) {
      all += run.get();
    }
    threads.shutdown();
    return (double) all / seconds;
  }
}
