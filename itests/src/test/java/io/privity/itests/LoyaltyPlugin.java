// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The example plugin, as it was built. */
final class LoyaltyPlugin {
  static final String NAME = "io.privity.loyalty";

  private LoyaltyPlugin() {}

  /** Its file. */
  static Path jar() {
    Path target = Path.of(System.getProperty("privity.bundles"), "plugin-example", "target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches(NAME + "-[^-]*(-SNAPSHOT)?\\.jar"))
          .findFirst()
          .orElseThrow()
          .toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Installs it in a running server, in the console. */
  static void install(Distribution server) {
    Processes.Result result = server.console("bundle:install -s " + jar().toUri());
    if (result.exit() != 0) {
      throw new AssertionError(result.output());
    }
  }
}
