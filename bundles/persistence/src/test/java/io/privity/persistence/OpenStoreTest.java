// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.Before;
import org.junit.Test;

public class OpenStoreTest {
  private static final String MARKER = "Zaphod-Marker-4711";

  private Path data;

  @Before
  public void setUp() throws IOException {
    data = TestStore.freshData();
  }

  @Test
  public void nothingReadableIsOnDisk() throws Exception {
    try (OpenStore store = TestStore.open(data)) {
      TestStore.execute(store.dataSource(), "CREATE TABLE probe (text VARCHAR(100))");
      for (int i = 0; i < 100; i++) {
        TestStore.execute(store.dataSource(), "INSERT INTO probe VALUES ('" + MARKER + i + "')");
      }
      requireNowhere(MARKER);
      requireNowhere(HexFormat.of().formatHex(TestStore.keyBytes(7)));
    }
    requireNowhere(MARKER);
    requireNowhere("PERSISTENCE_VAULT");
    try (OpenStore store = TestStore.open(data)) {
      assertEquals(100, TestStore.number(store.dataSource(), "SELECT COUNT(*) FROM probe"));
      assertTrue(store.isReachable());
    }
    assertFalse(Files.exists(data.resolve("db/derby.log")));
  }

  @Test
  public void anotherKeyIsRefused() throws Exception {
    TestStore.open(data).close();
    StoreRefusedException refusal =
        assertThrows(
            StoreRefusedException.class,
            () -> OpenStore.open(TestStore.derby(data), TestStore.key(1, 8)));
    assertTrue(refusal.getMessage().contains("another key"));
    TestStore.open(data).close();
  }

  @Test
  public void aPlainDatabaseIsRefusedAndLeftAsItIs() throws Exception {
    TestStore.open(TestStore.freshData()).close(); // so that Derby has our settings
    EmbeddedDataSource plain = new EmbeddedDataSource();
    plain.setDatabaseName(data.resolve("db/privity").toString());
    plain.setCreateDatabase("create");
    plain.getConnection().close();
    plain.setCreateDatabase("false");
    plain.setShutdownDatabase("shutdown");
    assertThrows(SQLException.class, plain::getConnection);
    Path properties = data.resolve("db/privity/service.properties");
    String before = Files.readString(properties);

    assertThrows(StoreRefusedException.class, () -> TestStore.open(data));
    assertEquals(before, Files.readString(properties));

    // nor does it help to write into service.properties that it were encrypted
    Files.writeString(properties, before + "\ndataEncryption=true\n");
    StoreRefusedException refusal =
        assertThrows(StoreRefusedException.class, () -> TestStore.open(data));
    assertTrue(refusal.getMessage().contains("can be read"));
  }

  @Test
  public void commitsThatACrashCanLoseAreRefused() throws Exception {
    System.setProperty("derby.system.durability", "test");
    try {
      assertThrows(StoreRefusedException.class, () -> TestStore.open(data));
    } finally {
      System.clearProperty("derby.system.durability");
    }
    Files.writeString(data.resolve("db/derby.properties"), "derby.system.durability=test\n");
    assertThrows(StoreRefusedException.class, () -> TestStore.open(data));
  }

  @Test
  public void aHalfMadeStoreIsMadeAnew() throws Exception {
    Files.createDirectories(data.resolve("db/privity.new/seg0"));
    Files.writeString(data.resolve("db/privity.new/seg0/c10.dat"), "cut short");
    TestStore.open(data).close();
    assertFalse(Files.exists(data.resolve("db/privity.new")));
  }

  @Test
  public void anOlderVaultIsRefused() throws Exception {
    OpenStore.open(TestStore.derby(data), TestStore.key(5, 7)).close();
    StoreRefusedException refusal =
        assertThrows(
            StoreRefusedException.class,
            () -> OpenStore.open(TestStore.derby(data), TestStore.key(4, 7)));
    assertTrue(refusal.getMessage().contains("older"));
    OpenStore.open(TestStore.derby(data), TestStore.key(6, 7)).close();
    assertThrows(
        StoreRefusedException.class,
        () -> OpenStore.open(TestStore.derby(data), TestStore.key(5, 7)));
  }

  /** Derby would log a damaged page as it is when decrypted. */
  @Test
  public void aDamagedPageIsWrittenNowhere() throws Exception {
    Path seg = data.resolve("db/privity/seg0");
    Set<Path> before;
    try (OpenStore store = TestStore.open(data)) {
      before = files(seg);
      TestStore.execute(store.dataSource(), "CREATE TABLE probe (text VARCHAR(100))");
      for (int i = 0; i < 200; i++) {
        TestStore.execute(store.dataSource(), "INSERT INTO probe VALUES ('" + MARKER + i + "')");
      }
    }
    Set<Path> made = files(seg);
    made.removeAll(before);
    for (Path table : made) {
      byte[] pages = Files.readAllBytes(table);
      for (int i = 8192 + 4096; i < 8192 + 4112; i++) {
        pages[i] ^= 1;
      }
      Files.write(table, pages);
    }
    try (OpenStore store = TestStore.open(data)) {
      assertThrows(
          SQLException.class,
          () -> TestStore.number(store.dataSource(), "SELECT COUNT(*) FROM probe"));
    }
    requireNowhere(MARKER);
  }

  private static Set<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private void requireNowhere(String marker) throws IOException {
    List<String> forms =
        Stream.of(StandardCharsets.US_ASCII, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)
            .map(charset -> new String(marker.getBytes(charset), StandardCharsets.ISO_8859_1))
            .toList();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (String form : forms) {
          assertFalse(file.toString(), content.contains(form));
        }
      }
    }
  }
}
