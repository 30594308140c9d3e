// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.derby;

import com.zaxxer.hikari.HikariConfig;
import io.privity.api.encryption.StoreKey;
import io.privity.persistence.Database;
import io.privity.persistence.StoreRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The embedded store: one Derby database, encrypted with AES-256. */
public final class DerbyDatabase implements Database {
  private static final long SPARE_BYTES = 256L << 20;

  private final Path path;
  private final DerbySource source;

  private DerbyDatabase(Path path, DerbySource source) {
    this.path = path;
    this.source = source;
  }

  /**
   * Opens the database below this directory, or makes it, and proves that it is encrypted before
   * anything is served from it.
   *
   * @param home the directory of the Derby engine
   * @param key lent for each boot of the database
   * @param cacheMebibytes the size of the page cache
   * @throws StoreRefusedException when it is not encrypted, or encrypted with another key
   */
  public static DerbyDatabase open(Path home, StoreKey key, int cacheMebibytes)
      throws IOException, SQLException {
    Path directory = home.toAbsolutePath().normalize();
    Files.createDirectories(directory);
    restrict(directory);
    DerbyEngine.prepare(directory, cacheMebibytes);
    Path path = directory.resolve("privity");
    if (Files.notExists(path)) {
      create(directory, path, key);
    }
    EncryptionProof.require(path);
    DerbySource source = new DerbySource(path, key);
    boolean good = false;
    try {
      source.requireLocked();
      source.boot();
      good = true;
    } finally {
      if (!good) {
        source.close();
        DerbyEngine.stop();
      }
    }
    return new DerbyDatabase(path, source);
  }

  // Made beside its place and moved there complete: a crash leaves no half database to trip over.
  private static void create(Path directory, Path path, StoreKey key)
      throws IOException, SQLException {
    Path unfinished = directory.resolve("privity.new");
    if (Files.exists(unfinished)) {
      try (Stream<Path> files = Files.walk(unfinished)) {
        List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        for (Path file : deepestFirst) {
          Files.delete(file);
        }
      }
    }
    try (DerbySource source = new DerbySource(unfinished, key)) {
      source.create();
    }
    Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void restrict(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Override
  public void configure(HikariConfig pool) {
    pool.setDataSource(source);
    pool.setMaxLifetime(0);
  }

  @Override
  public String description() {
    return "Derby, encrypted with AES-256";
  }

  @Override
  public Optional<String> warning() {
    try {
      return Files.getFileStore(path).getUsableSpace() < SPARE_BYTES
          ? Optional.of("The store's disk is nearly full")
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of("The store's directory can't be reached");
    }
  }

  @Override
  public void close() {
    source.close();
    DerbyEngine.stop();
  }
}
