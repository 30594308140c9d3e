// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Other programs, run to their end. */
final class Processes {
  /** What a program ended with, and what it printed on both streams. */
  record Result(int exit, String output) {}

  private Processes() {}

  /** A tool of the JDK that runs the tests. */
  static String jdk(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }

  /**
   * Starts a class of the tests in a JVM of its own, with as much memory as the server has.
   *
   * @param work where a Derby in it keeps its files
   */
  static Process java(Path work, Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk("java"));
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseParallelGC",
            "-Dderby.system.home=" + work,
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Runs a program that must succeed. */
  static String run(Path directory, Map<String, String> environment, String... command) {
    Result result = runWithInput(directory, environment, "", command);
    if (result.exit() != 0) {
      throw new AssertionError(String.join(" ", command) + " failed: " + result.output());
    }
    return result.output();
  }

  static Result runWithInput(
      Path directory, Map<String, String> environment, String input, String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    if (directory.toFile().isDirectory()) {
      builder.directory(directory.toFile());
    }
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      try (OutputStream out = process.getOutputStream()) {
        out.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // The program ended without reading its input: its exit code says why.
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
