// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import io.privity.persistence.postgresql.PostgresDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.net.ssl.SSLHandshakeException;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * The link to a real PostgreSQL: which servers are spoken to, and which are refused. That a link
 * which leaves the host is secured like this, {@link PostgresIT} shows.
 */
public class DatabaseLinkIT {
  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();
  private static final String TLS_1_2 = "ssl_max_protocol_version=TLSv1.2";
  private static final String AES_128 = "ssl_ciphers=ECDHE-ECDSA-AES128-GCM-SHA256";

  private static Authority authority;
  private static Authority stranger;
  private static Path certificate;
  private static Path elsewhere;
  private static Postgres postgres;

  @BeforeClass
  public static void start() throws IOException {
    Path directory = FOLDER.newFolder().toPath();
    authority = new Authority(directory);
    authority.issue("server", "ip:127.0.0.1");
    authority.issue("elsewhere", "dns:elsewhere.example.com,ip:127.0.0.2");
    certificate = directory.resolve("server.crt");
    elsewhere = directory.resolve("elsewhere.crt");
    stranger = new Authority(FOLDER.newFolder().toPath());
    postgres = new Postgres();
  }

  @AfterClass
  public static void stop() {
    postgres.close();
  }

  @Test
  public void aServerThatProvesItselfIsSpokenToWithAes256() throws Exception {
    postgres.secure(certificate);
    assertEquals("TLSv1.3 TLS_AES_256_GCM_SHA384 256", spoken(connect(authority)));
    postgres.secure(certificate, TLS_1_2);
    assertEquals("TLSv1.2 ECDHE-ECDSA-AES256-GCM-SHA384 256", spoken(connect(authority)));
  }

  @Test
  public void aServerThatOffersOnlyAes128IsRefused() throws Exception {
    postgres.secure(certificate, TLS_1_2, AES_128);
    assertEquals(
        "TLSv1.2 ECDHE-ECDSA-AES128-GCM-SHA256 128", spoken(postgres.connect("sslmode=require")));
    SQLException refusal = assertThrows(SQLException.class, () -> connect(authority));
    assertTrue(refusal.toString(), root(refusal) instanceof SSLHandshakeException);
  }

  @Test
  public void aCertificateOfAnotherAuthorityIsRefused() {
    postgres.secure(certificate);
    SQLException refusal = assertThrows(SQLException.class, () -> connect(stranger));
    assertTrue(refusal.toString(), refusal.getMessage().contains("PKIX path"));
  }

  @Test
  public void aCertificateForAnotherHostIsRefused() {
    postgres.secure(elsewhere);
    SQLException refusal = assertThrows(SQLException.class, () -> connect(authority));
    assertTrue(refusal.toString(), refusal.getMessage().contains("hostname 127.0.0.1"));
  }

  @Test
  public void aServerWithoutTlsIsRefused() throws Exception {
    postgres.restart();
    assertEquals("null null null", spoken(postgres.connect("sslmode=prefer")));
    SQLException refusal = assertThrows(SQLException.class, () -> connect(authority));
    assertTrue(refusal.toString(), refusal.getMessage().contains("does not support SSL"));
  }

  /** Connects as the store does, and holds the server to the check. */
  private static Connection connect(Authority trusted) throws IOException, SQLException {
    HikariConfig pool = new HikariConfig();
    PostgresDatabase.of(
            postgres.url("127.0.0.1", "sslmode=verify-full&sslrootcert=" + trusted.certificate()),
            Postgres.USER,
            postgres.passwordFile().toString())
        .configure(pool);
    return pool.getDataSource().getConnection();
  }

  /** What the server says of the connection; closes it. */
  private static String spoken(Connection connection) throws SQLException {
    try (connection;
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT version, cipher, bits FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
      assertTrue(row.next());
      return row.getString(1) + " " + row.getString(2) + " " + row.getString(3);
    }
  }

  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }
}
