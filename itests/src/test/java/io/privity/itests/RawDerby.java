// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The yardstick: plain JDBC on an equally encrypted Derby, in a JVM of its own. */
public final class RawDerby {
  private static final String DIRECTORY = "raw-derby";
  private static final String INSERTS = "inserts";
  private static final byte[] SEALED = "s".repeat(330).getBytes(StandardCharsets.UTF_8);

  private final String url;

  private RawDerby(String url) {
    this.url = url;
  }

  /** How many rows a second are inserted and committed, each by itself. */
  static double inserts(Path work, int connections, int warmUp, int seconds) throws IOException {
    return Double.parseDouble(
        run(
            work,
            INSERTS,
            Integer.toString(connections),
            Integer.toString(warmUp),
            Integer.toString(seconds)));
  }

  /** How long it takes to delete and commit all rows of a subject, in nanoseconds, sorted. */
  static long[] deletes(Path work, int subjects, int rows) throws IOException {
    String output = run(work, "deletes", Integer.toString(subjects), Integer.toString(rows));
    return Arrays.stream(output.split(",")).mapToLong(Long::parseLong).toArray();
  }

  private static String run(Path work, String... arguments) throws IOException {
    Processes.run(work, Map.of(), "rm", "-rf", work.resolve(DIRECTORY).toString());
    Process process = Processes.java(work, RawDerby.class, arguments);
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  /** Arguments: {@code inserts} or {@code deletes}, and its numbers. */
  public static void main(String[] arguments) throws Exception {
    RawDerby derby =
        new RawDerby(
            "jdbc:derby:"
                + DIRECTORY
                + ";create=true;dataEncryption=true;encryptionAlgorithm=AES/CBC/NoPadding"
                + ";encryptionKey="
                + "0123456789abcdef".repeat(4));
    int[] numbers = Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray();
    if (arguments[0].equals(INSERTS)) {
      derby.createTable(
          "contact (tenant CHAR(36) NOT NULL, id CHAR(36) NOT NULL, leaf BIGINT NOT NULL,"
              + " version BIGINT NOT NULL, created BIGINT NOT NULL, updated BIGINT NOT NULL,"
              + " sealed VARCHAR(32672) FOR BIT DATA NOT NULL, PRIMARY KEY (tenant, id))");
      derby.insert(numbers[0], numbers[1]);
      System.out.println(derby.insert(numbers[0], numbers[2]));
    } else {
      derby.createTable(
          "event (tenant CHAR(36) NOT NULL, leaf BIGINT NOT NULL, number BIGINT NOT NULL,"
              + " sealed VARCHAR(32672) FOR BIT DATA NOT NULL, PRIMARY KEY (tenant, leaf, number))");
      long[] nanos = derby.delete(numbers[0], numbers[1]);
      System.out.println(Arrays.toString(nanos).replaceAll("[^0-9,]", ""));
    }
  }

  private void createTable(String definition) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + definition);
    }
  }

  private double insert(int connections, int seconds) throws Exception {
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
                    insert.setBytes(7, SEALED);
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

  private long[] delete(int subjects, int rows) throws SQLException {
    String tenant = UUID.randomUUID().toString();
    long[] nanos = new long[subjects];
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO event VALUES (?, ?, ?, ?)");
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM event WHERE tenant = ? AND leaf = ?")) {
      connection.setAutoCommit(false);
      insert.setString(1, tenant);
      insert.setBytes(4, SEALED);
      for (int leaf = 0; leaf < subjects; leaf++) {
        insert.setLong(2, leaf);
        for (int number = 0; number < rows; number++) {
          insert.setLong(3, number);
          insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
      }
      delete.setString(1, tenant);
      for (int leaf = 0; leaf < subjects; leaf++) {
        long start = System.nanoTime();
        delete.setLong(2, leaf);
        delete.executeUpdate();
        connection.commit();
        nanos[leaf] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    return nanos;
  }
}
