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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tukaani.xz.XZInputStream;

/**
 * A real PostgreSQL server on a free loopback port with one empty database. It refuses to run as
 * root, so then it runs as 'nobody'.
 */
final class Postgres implements AutoCloseable {
  static final String USER = "privity";

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
      Files.createFile(
          passwordFile(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(passwordFile(), PASSWORD, StandardCharsets.UTF_8);
      if (isRoot()) {
        Processes.run(directory, Map.of(), "chown", "-R", "nobody", directory.toString());
      }
      asUser(
          "bin/initdb",
          "-D",
          "data",
          "-U",
          USER,
          "-A",
          "scram-sha-256",
          "--pwfile=password",
          "-E",
          "UTF8",
          "--no-locale",
          "-N");
      start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void start(String... settings) {
    StringBuilder options = new StringBuilder("-p " + port);
    options.append(" -c listen_addresses=127.0.0.1 -c unix_socket_directories=''");
    for (String setting : settings) {
      options.append(" -c ").append(setting);
    }
    asUser("bin/pg_ctl", "-D", "data", "-w", "-l", "server.log", "-o", options.toString(), "start");
  }

  /** Starts it anew, with these settings ({@code name=value}) besides its own. */
  Postgres restart(String... settings) {
    asUser("bin/pg_ctl", "-D", "data", "-m", "fast", "-w", "stop");
    start(settings);
    return this;
  }

  /**
   * Starts it anew with TLS.
   *
   * @param certificate a certificate in PEM, with its key beside it in a file {@code .key}
   */
  Postgres secure(Path certificate, String... settings) {
    Path key = Path.of(certificate.toString().replaceAll("crt$", "key"));
    own(certificate, "server.crt");
    own(key, "server.key");
    List<String> all = new ArrayList<>(List.of("ssl=on"));
    all.addAll(List.of(settings));
    return restart(all.toArray(String[]::new));
  }

  /** Copies a file among the server's own, for its eyes only. */
  private void own(Path file, String name) {
    try {
      Path copy = data().resolve(name);
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
      if (isRoot()) {
        Processes.run(directory, Map.of(), "chown", "nobody", copy.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its address, by a name of its host; the parameters as after a question mark. */
  String url(String host, String parameters) {
    return "jdbc:postgresql://" + host + ":" + port + "/postgres?" + parameters;
  }

  /** A connection as the bare driver makes it, past Privity. */
  Connection connect(String parameters) throws SQLException {
    return DriverManager.getConnection(url("127.0.0.1", parameters), USER, PASSWORD);
  }

  /** A file with the user's password. */
  Path passwordFile() {
    return directory.resolveSibling(directory.getFileName() + ".password");
  }

  /** Has the server keep its data here. */
  Distribution serve(Distribution server, String url) {
    return server
        .with("PRIVITY_DB_URL", url)
        .with("PRIVITY_DB_USER", USER)
        .with("PRIVITY_DB_PASSWORD_FILE", passwordFile().toString());
  }

  private Path data() {
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
        passwordFile().toString());
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
