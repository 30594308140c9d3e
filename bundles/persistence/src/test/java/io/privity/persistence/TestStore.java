// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence;

import io.privity.api.encryption.StoreKey;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** What tests open stores with: settings, keys, and short SQL. */
final class TestStore {
  private TestStore() {}

  static Path freshData() throws IOException {
    Path parent = Files.createDirectories(Path.of("target", "data").toAbsolutePath());
    return Files.createTempDirectory(parent, "store");
  }

  static OpenStore open(Path data) throws SQLException, IOException {
    return OpenStore.open(derby(data), key(1, 7));
  }

  static StoreKey key(long generation, int seed) {
    return new StoreKey() {
      @Override
      public void use(Consumer<byte[]> user) {
        byte[] key = keyBytes(seed);
        try {
          user.accept(key);
        } finally {
          Arrays.fill(key, (byte) 0);
        }
      }

      @Override
      public long generation() {
        return generation;
      }
    };
  }

  /** The seed counts in the last byte alone: all 256 bits matter. */
  static byte[] keyBytes(int seed) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) 0x5a);
    key[31] = (byte) seed;
    return key;
  }

  static Settings derby(Path data) {
    return settings(data, "", "", "");
  }

  static Settings settings(Path data, String url, String user, String passwordFile) {
    return new Settings() {
      @Override
      public String data() {
        return data.toString();
      }

      @Override
      public String url() {
        return url;
      }

      @Override
      public String user() {
        return user;
      }

      @Override
      public String passwordFile() {
        return passwordFile;
      }

      @Override
      public int poolSize() {
        return 4;
      }

      @Override
      public int pageCache() {
        return 8;
      }

      @Override
      public Class<? extends Annotation> annotationType() {
        return Settings.class;
      }
    };
  }

  static void execute(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static long number(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
