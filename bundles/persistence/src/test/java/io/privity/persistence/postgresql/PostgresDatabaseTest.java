// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.postgresql;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import io.privity.persistence.StoreRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.postgresql.ds.PGSimpleDataSource;

public class PostgresDatabaseTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aLinkThatLeavesTheHostIsChecked() throws IOException {
    secured("jdbc:postgresql://db.example.com/privity");
    secured("jdbc:postgresql://localhost,db.example.com/privity");
    secured("jdbc:postgresql://db.example.com/privity?sslmode=verify-full&sslrootcert=ca.crt");
    for (String weaker :
        new String[] {
          "sslmode=require",
          "sslmode=disable",
          "sslmode=verify-ca",
          "sslfactory=org.postgresql.ssl.NonValidatingFactory",
          "sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory",
          "sslhostnameverifier=x.Y",
          "socketFactory=x.Y",
          "gssEncMode=prefer"
        }) {
      refused("jdbc:postgresql://db.example.com/privity?" + weaker);
    }
  }

  @Test
  public void onThisHostNoTlsIsNeeded() throws IOException {
    for (String host : new String[] {"localhost", "127.0.0.1", "[::1]"}) {
      assertNotEquals(
          "verify-full", source("jdbc:postgresql://" + host + ":5433/privity").getSslMode());
    }
    refused("jdbc:postgresql://127.0.0.1.example.com/privity?sslmode=disable");
    refused("jdbc:postgresql://localhost.example.com/privity?sslmode=disable");
  }

  @Test
  public void onThisHostTooWhoAsksForTheCheckGetsTheWhole() throws IOException {
    secured("jdbc:postgresql://127.0.0.1/privity?sslmode=verify-full");
    refused("jdbc:postgresql://127.0.0.1/privity?sslmode=verify-full&gssEncMode=require");
  }

  @Test
  public void addressesThatAreNoneOrHoldASecretAreRefused() {
    refused("jdbc:derby:memory:x;create=true");
    refused("jdbc:postgresql://localhost:port/privity");
    refused("jdbc:postgresql://localhost/privity?user=u");
    refused("jdbc:postgresql://localhost/privity?password=p");
    refused("jdbc:postgresql://db.example.com/privity?sslkey=k.p12&sslpassword=p");
    assertThrows(
        StoreRefusedException.class,
        () -> PostgresDatabase.of("jdbc:postgresql://localhost/privity", "", ""));
  }

  @Test
  public void aPasswordFileIsItsOwnersAlone() throws IOException {
    Path file = folder.newFile().toPath();
    Files.writeString(file, "secret\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertEquals("secret", PasswordFile.read(file));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    StoreRefusedException open =
        assertThrows(StoreRefusedException.class, () -> PasswordFile.read(file));
    assertTrue(open.getMessage().contains("0600"));
    Path empty = folder.newFile().toPath();
    Files.setPosixFilePermissions(empty, PosixFilePermissions.fromString("rw-------"));
    assertThrows(StoreRefusedException.class, () -> PasswordFile.read(empty));
    assertThrows(StoreRefusedException.class, () -> PasswordFile.read(folder.getRoot().toPath()));
  }

  private static void secured(String url) throws IOException {
    PGSimpleDataSource source = source(url);
    assertEquals("verify-full", source.getSslMode());
    assertEquals(Aes256SocketFactory.class.getName(), source.getSslfactory());
    assertEquals("disable", source.getGssEncMode());
  }

  private static PGSimpleDataSource source(String url) throws IOException {
    HikariConfig pool = new HikariConfig();
    PostgresDatabase.of(url, "privity", "").configure(pool);
    return (PGSimpleDataSource) pool.getDataSource();
  }

  private static void refused(String url) {
    assertThrows(url, StoreRefusedException.class, () -> PostgresDatabase.of(url, "privity", ""));
  }
}
