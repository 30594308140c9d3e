// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The suite on a real PostgreSQL, reached as one on another host is: by that host's name. */
public class PostgresIT extends StoreSuite {
  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();
  private static final String HOST = "db.example.com";

  private static Postgres postgres;
  private static Distribution server;

  @BeforeClass
  public static void start() throws IOException {
    Path directory = FOLDER.getRoot().toPath();
    Authority authority = new Authority(directory);
    authority.issue("server", "dns:" + HOST);
    Path hosts = directory.resolve("hosts");
    Files.writeString(hosts, "127.0.0.1 localhost " + HOST + "\n");
    postgres = new Postgres().secure(directory.resolve("server.crt"));
    server =
        postgres
            .serve(
                new Distribution("postgres"),
                postgres.url(HOST, "sslrootcert=" + authority.certificate()))
            .with("EXTRA_JAVA_OPTS", "-Djdk.net.hosts.file=" + hosts)
            .start();
  }

  @AfterClass
  public static void stop() {
    server.close();
    postgres.close();
  }

  @Override
  Distribution server() {
    return server;
  }

  @Test
  public void everyConnectionToAnotherHostIsEncryptedWithAes256() throws SQLException {
    try (Connection connection = postgres.connect("sslmode=disable");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT count(*), count(*) FILTER (WHERE ssl AND bits = 256)
                FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
                WHERE application_name = 'privity'
                """)) {
      assertTrue(row.next());
      assertTrue(row.getInt(1) > 0);
      assertEquals(row.getInt(1), row.getInt(2));
    }
  }
}
