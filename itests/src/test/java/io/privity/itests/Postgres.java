// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tukaani.xz.XZInputStream;

/**
 * A real PostgreSQL server on a free loopback port with one empty database. It refuses to run as
 * root, so then it runs as 'nobody'.
 */
final class Postgres implements AutoCloseable {
  private static final String BINARIES = "/postgres-linux-x86_64.txz";
  private static final String PASSWORD = "only-for-tests";

  private final Path directory;
  private final int port = Distribution.freePort();

  Postgres() {
    try {
      directory = Files.createTempDirectory("privity-postgres");
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
      Path archive = directory.resolve("postgres.tar");
      try (InputStream in = Postgres.class.getResourceAsStream(BINARIES)) {
        Files.copy(new XZInputStream(in), archive, StandardCopyOption.REPLACE_EXISTING);
      }
      Processes.run(directory, Map.of(), "tar", "-xf", archive.toString());
      Files.delete(archive);
      Path password = directory.resolve("password");
      Files.writeString(password, PASSWORD, StandardCharsets.UTF_8);
      if (isRoot()) {
        Processes.run(directory, Map.of(), "chown", "-R", "nobody", directory.toString());
      }
      asUser(
          "bin/initdb",
          "-D",
          "data",
          "-U",
          "privity",
          "-A",
          "scram-sha-256",
          "--pwfile=password",
          "-E",
          "UTF8",
          "--no-locale",
          "-N");
      asUser(
          "bin/pg_ctl",
          "-D",
          "data",
          "-w",
          "-l",
          "server.log",
          "-o",
          "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''",
          "start");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has the server keep its data here. */
  Distribution serve(Distribution server) {
    try {
      Path password = directory.resolveSibling(directory.getFileName() + ".password");
      Files.deleteIfExists(password);
      Files.createFile(
          password,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(password, PASSWORD, StandardCharsets.UTF_8);
      return server
          .with("PRIVITY_DB_URL", "jdbc:postgresql://127.0.0.1:" + port + "/postgres")
          .with("PRIVITY_DB_USER", "privity")
          .with("PRIVITY_DB_PASSWORD_FILE", password.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path data() {
    return directory.resolve("data");
  }

  @Override
  public void close() {
    asUser("bin/pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop");
    Processes.run(
        directory.getParent(),
        Map.of(),
        "rm",
        "-rf",
        directory.toString(),
        directory + ".password");
  }

  private void asUser(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(
          List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"));
    }
    command.add(directory.resolve(program).toString());
    command.addAll(List.of(arguments));
    // pg_ctl's server keeps our pipe open, so its output goes to a file.
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolveSibling(directory.getFileName() + ".out").toFile());
    try {
      if (builder.start().waitFor() != 0) {
        throw new AssertionError(
            program
                + " failed: "
                + Files.readString(directory.resolveSibling(directory.getFileName() + ".out")));
      }
      Files.delete(directory.resolveSibling(directory.getFileName() + ".out"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}
