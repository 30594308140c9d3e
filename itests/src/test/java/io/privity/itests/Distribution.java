// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The assembled distribution, run as an operator runs it: its own process, started by {@code
 * bin/karaf}, set up by environment variables, on free ports of the loopback interface. Each
 * instance has a data directory of its own.
 */
final class Distribution implements AutoCloseable {
  private static final int KILLED = 128 + 9;
  private static final Path WORK = Path.of("target", "distribution").toAbsolutePath();

  private final Path home;
  private final Path data;
  private final Path console;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<String> launcher = new ArrayList<>();
  private final int httpsPort = freePort();
  private final int sshPort = freePort();
  private Process process;

  /**
   * Unpacks nothing yet.
   *
   * @param name names the data directory; whatever lies there is removed first
   */
  Distribution(String name) {
    this(unpacked(), WORK.resolve("data-" + name), WORK.resolve("data-" + name + ".out"));
    Processes.run(WORK, Map.of(), "rm", "-rf", data.toString());
  }

  private Distribution(Path home, Path data, Path console) {
    this.home = home;
    this.data = data;
    this.console = console;
    environment.put("PRIVITY_DATA", data.toString());
    environment.put("PRIVITY_HTTPS_PORT", Integer.toString(httpsPort));
    environment.put("PRIVITY_SSH_PORT", Integer.toString(sshPort));
    // A test run that is broken off must not leave a server behind, which would hold the data
    // directory.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /** Another server on the data directory of this one, not started; its ports are its own. */
  Distribution beside() {
    return new Distribution(home, data, data.resolveSibling(data.getFileName() + "-beside.out"));
  }

  /** Sets a variable for the next start; null takes it away. */
  Distribution with(String variable, String value) {
    if (value == null) {
      environment.remove(variable);
    } else {
      environment.put(variable, value);
    }
    return this;
  }

  /** Runs the server under this command, such as {@code unshare -rn}. */
  Distribution under(String... command) {
    launcher.addAll(List.of(command));
    return this;
  }

  /** Starts the server and returns at once. */
  Distribution launch() {
    List<String> command = new ArrayList<>(launcher);
    command.add(home.resolve("bin/karaf").toString());
    command.add("server");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    // The script must end in the server's own process, so that killing it kills the server.
    builder.environment().put("KARAF_EXEC", "exec");
    try {
      Files.createDirectories(data);
      builder.redirectOutput(console.toFile());
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Starts the server and waits until its health says 'up', or 'degraded'. */
  Distribution start() {
    launch();
    awaitHealth("up", "degraded");
    return this;
  }

  /** Waits until the health endpoint names one of these states. */
  Distribution awaitHealth(String... states) {
    await("health of " + data.getFileName())
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new AssertionError("the server ended: " + Files.readString(console));
              }
              return List.of(states).contains(api().get("/health").json().path("status").asText());
            });
    return this;
  }

  /** A client that trusts this server's certificate. */
  Api api() {
    return new Api(httpsPort, data.resolve("tls/privity.crt"));
  }

  /** Ends the server as an operator does. */
  void stop() {
    if (process != null && process.isAlive()) {
      process.destroy();
      try {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
          throw new AssertionError("the server does not stop");
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Waits for the server's end; answers its exit code. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the server does not end");
    }
    return process.exitValue();
  }

  /** Kills the server with SIGKILL, and waits for its end. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /**
   * Runs a console command as {@code echo COMMAND | bin/client -b} does; answers its exit code and
   * output. One that hangs is ended, and leaves the stacks of both ends.
   */
  Processes.Result console(String command) {
    Processes.Result result =
        Processes.runWithInput(
            home,
            environment,
            command + "\n",
            "timeout",
            "--signal=QUIT",
            "--kill-after=10",
            "120",
            home.resolve("bin/client").toString(),
            "-b");
    if (result.exit() == KILLED) {
      String server =
          Processes.run(home, Map.of(), Processes.jdk("jstack"), Long.toString(process.pid()));
      throw new AssertionError("bin/client hangs: " + result.output() + "\nThe server: " + server);
    }
    return result;
  }

  Path data() {
    return data;
  }

  Path home() {
    return home;
  }

  int sshPort() {
    return sshPort;
  }

  int httpsPort() {
    return httpsPort;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What the server printed. */
  Path console() {
    return console;
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      kill();
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static synchronized Path unpacked() {
    Path archive = Path.of(System.getProperty("privity.distribution"));
    Path target = WORK.resolve("home");
    Path mark = target.resolve(".unpacked");
    try {
      String stamp = Files.getLastModifiedTime(archive) + " " + Files.size(archive);
      if (!Files.exists(mark) || !Files.readString(mark).equals(stamp)) {
        Files.createDirectories(WORK);
        Processes.run(WORK, Map.of(), "rm", "-rf", target.toString());
        Files.createDirectories(target);
        Processes.run(
            WORK,
            Map.of(),
            "tar",
            "-xzf",
            archive.toString(),
            "-C",
            target.toString(),
            "--strip-components=1");
        try (OutputStream out = Files.newOutputStream(mark)) {
          out.write(stamp.getBytes(StandardCharsets.UTF_8));
        }
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
